from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Command

from ...models.arriving.imports.bank_journal import (
    check_journal,
    own_number,
    remember_columns,
    usual_columns,
)
from ...models.arriving.imports.reading import Source, read_columns, read_for_journal
from ...models.arriving.imports.sentences import say_unread
from ...models.arriving.imports.service import decode_file
from ...models.arriving.imports.sorting import TAKEN, THERE, sort_lines
from ...models.arriving.imports.storing import store_new, store_whole
from ...readers.csv_table import plain_title

SHOWN = ("day", "value_day", "label", "reference", "payer", "payer_account")
MONTH_FIRST = {"day": False, "month": True}


class ReceivablesImportBankLines(models.TransientModel):
    """The steps of the dialog: preview, back, import."""

    _inherit = "receivables.import.bank.lines"

    # === Preview === #

    def action_preview(self):
        """Read the file or the text, and show how each line stands; nothing else is written.

        :raises UserError: it cannot be read, or is of another account or currency
        """
        self.ensure_one()
        self._check_user()
        source = self._source()
        table = read_columns(self.env, source)
        self._set_columns(table)
        if table and not table.is_known:
            self.state = "columns"
            return self._reopen()
        found = read_for_journal(self.journal_id, source)
        sorted_lines = sort_lines(self.journal_id, found.file.statements)
        self.write(
            {
                "state": "preview",
                "row_ids": [Command.clear(), *self._row_commands(sorted_lines, found.file.unread)],
                "left_out": ", ".join(found.others),
                "may_be_whole": self._may_be_whole(found.file),
                "takes_whole": False,
                "is_unchecked": not own_number(self.journal_id)
                or not all(bank.account for bank in found.file.statements),
            }
        )
        return self._reopen()

    def action_back(self):
        """Show the columns of the table again, or the file."""
        self.ensure_one()
        is_table = self.state == "preview" and self.column_ids
        self.write({"state": "columns" if is_table else "choose", "row_ids": [Command.clear()]})
        return self._reopen()

    def _check_user(self):
        """Refuse a journal that is none of a bank, or a user who enters no payments."""
        self.env["receivables.bank.import"]._journal(self.journal_id.id)

    def _source(self):
        """What is read, with what is known of its columns."""
        file = self.with_context(bin_size=False).file  # the bytes, whatever a context asks for
        check_journal(self.journal_id)
        if file and (self.pasted or "").strip():
            raise UserError(
                self.env._("Choose a file or paste lines, not both: take one of them away.")
            )
        if not file and not (self.pasted or "").strip():
            raise UserError(
                self.env._("Choose a file of the bank, or paste the lines that it shows.")
            )
        meanings, month_first = usual_columns(self.journal_id)
        if self.state != "choose" and self.column_ids:
            meanings = self._meanings()
        return Source(
            content=decode_file(self.env, file) if file else b"",
            text=self.pasted or "",
            name=self.file_name or "",
            meanings=meanings,
            month_first=MONTH_FIRST.get(self.day_order, month_first),
        )

    def _meanings(self):
        return {plain_title(column.title or ""): column.meaning or "" for column in self.column_ids}

    def _set_columns(self, table):
        self.column_ids = [
            Command.clear(),
            *(
                Command.create(
                    {
                        "title": column.title,
                        "sample": column.sample,
                        "meaning": column.meaning or False,
                    }
                )
                for column in (table.columns if table else ())
            ),
        ]

    def _row_commands(self, sorted_lines, unread):
        for position, each in enumerate(sorted_lines):
            shown = {name: getattr(each.line, name) or False for name in SHOWN}
            yield Command.create(
                {
                    **shown,
                    "position": position,
                    "amount": float(each.line.amount),
                    "state": each.state,
                    "taken": each.state in TAKEN,
                }
            )
        for position, each in enumerate(unread, start=len(sorted_lines)):
            reason = say_unread(self.env, each.problem)
            label = self.env._("%(reason)s: %(text)s", reason=reason, text=each.text)
            yield Command.create({"position": position, "state": "unread", "label": label})

    def _may_be_whole(self, file):
        """Whether the balances are known, and the user may read bank statements in core."""
        has_balances = all(
            bank.opening is not None and bank.closing is not None for bank in file.statements
        )
        return has_balances and self.env["account.bank.statement"].has_access("read")

    # === Import === #

    def action_import(self):
        """Enter the lines that are ticked, or the whole statement.

        :return: action that shows them, or says how many they are
        :raises UserError: nothing is meant, or it cannot be entered; nothing is entered then
        """
        self.ensure_one()
        self._check_user()
        if self.state != "preview":
            raise UserError(self.env._("Look at the preview first: nothing is imported unseen."))
        source = self._source()
        banks = read_for_journal(self.journal_id, source).file.statements
        sorted_lines = sort_lines(self.journal_id, banks)
        self._check_seen(sorted_lines)
        if self.takes_whole:
            self.env["account.bank.statement"].check_access("read")
            whole = store_whole(self.journal_id, banks, sorted_lines, self.file_name)
            lines = whole.line_ids
        else:
            positions = set(self.row_ids.filtered("taken").mapped("position"))
            meant = [each for place, each in enumerate(sorted_lines) if place in positions]
            lines = store_new(self.journal_id, meant)
        if not lines:
            raise UserError(self._say_nothing_left(sorted_lines))
        if self.column_ids:
            remember_columns(self.journal_id, self._meanings(), source.month_first)
        return self._show(lines)

    def _check_seen(self, sorted_lines):
        """Refuse lines that the preview did not show: the file may be another one by now."""
        shown = {row.position: (row.day, row.amount, row.label) for row in self.row_ids}
        read = {
            place: (each.line.day, float(each.line.amount), each.line.label or False)
            for place, each in enumerate(sorted_lines)
        }
        if any(shown.get(place) != line for place, line in read.items()):
            raise UserError(self.env._("Look at the preview first: nothing is imported unseen."))

    def _say_nothing_left(self, sorted_lines):
        if any(each.state == THERE for each in sorted_lines):
            return self.env._(
                "Nothing is left to import: these lines are already there, from the same file or "
                "from another one of these days."
            )
        return self.env._("No line that came in is ticked: tick those to import.")

    def _show(self, lines):
        if lines.has_access("read"):
            action = self.env["ir.actions.act_window"]._for_xml_id(
                "receivables_ext.action_bank_lines"
            )
            return {**action, "domain": [("id", "in", lines.ids)]}
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("Bank lines imported: %(count)s.", count=len(lines)),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import bank lines"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }
