import base64
import binascii
import re
from dataclasses import asdict
from decimal import Decimal

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Date

from ....readers.bank_statement import MAX_LINES, BankLine, BankStatement, identifier, one_line
from ....rules.bank_lines import key_without_rank
from ...ledger.asked import read_amount, read_id, read_rows, read_text
from ...ledger.roles import CLERK
from .bank_journal import check_journal, usual_columns
from .reading import Source, read_for_journal
from .sorting import movement_of, sort_lines
from .storing import store_new

TEXTS = ("label", "reference", "payer", "payer_account", "bank_id")


class ReceivablesBankImport(models.AbstractModel):
    """Lines of the bank, from a file to core's own lines of bank statements; asked for over RPC.

    *Accepts*: a file in base64, or rows as ``read_file()`` returns them; the id of the journal of a
    bank account.

    *How to use*: ``read_file()`` writes nothing; ``store_lines()`` enters those of its rows that
    the caller wants.

    *How it works*: plain readers read (``readers/``), ``sorting.py`` says how each line stands,
    ``storing.py`` enters. The dialog *Import bank lines* asks the same functions.
    """

    _name = "receivables.bank.import"
    _description = "Import of bank lines"

    @api.model
    def read_file(self, content, file_name, journal_id):
        """The lines of a file, and how each stands; nothing is written.

        :param content: the bytes of the file, in base64
        :param file_name: named in refusals
        :return: list of dicts: ``day``, ``value_day``, ``amount`` (above zero came in, in the
            currency of the journal), ``label``, ``reference``, ``payer``, ``payer_account``,
            ``bank_id``, ``place``, ``key``, ``state`` (``new``, ``similar`` to one that is there,
            ``closed`` period, ``there``, ``out``, ``nothing``)
        :raises UserError: it cannot be read, or is of another account or currency
        """
        journal = self._journal(journal_id)
        meanings, month_first = usual_columns(journal)
        source = Source(
            content=decode_file(self.env, content),
            name=read_text(self.env, file_name) or "",
            meanings=meanings,
            month_first=month_first,
        )
        found = read_for_journal(journal, source)
        return [_describe(each) for each in sort_lines(journal, found.file.statements)]

    @api.model
    def store_lines(self, rows, journal_id):
        """Enter those of ``rows`` that came in and are not there, together.

        :param rows: as ``read_file()`` returns them, all or some
        :return: ids of ``account.bank.statement.line``
        :raises UserError: a row makes no sense, or lies in a closed period; nothing is entered
        """
        journal = self._journal(journal_id)
        rows = read_rows(self.env, rows)
        if len(rows) > MAX_LINES:
            raise UserError(
                self.env._("Enter %(most)s bank lines or fewer at once.", most=MAX_LINES)
            )
        lines = [_read_line(self.env, row) for row in rows]
        keys = _read_keys(journal, rows, lines)
        sorted_lines = sort_lines(journal, [BankStatement(tuple(lines))], keys)
        return store_new(journal, sorted_lines).ids

    @api.model
    def _journal(self, journal_id):
        """The journal of a bank account that the user may read.

        :raises AccessError: they enter no payments
        :raises UserError: it is none
        """
        if not self.env.su and not self.env.user.has_group(CLERK):
            raise AccessError(
                self.env._("Only users of receivables import bank lines: ask for that role.")
            )
        journal = self.env["account.journal"].browse(read_id(self.env, journal_id)).exists()
        journal.check_access("read")
        return check_journal(journal)


def decode_file(env, content):
    """The bytes of a file that a form or a remote call gives in base64.

    :raises UserError: it is none
    """
    try:
        decoded = base64.b64decode(content or b"", validate=True)
    except (TypeError, ValueError, binascii.Error) as error:
        raise UserError(env._("Give the file in base64.")) from error
    if not decoded:
        raise UserError(env._("Choose a file that is not empty."))
    return decoded


def _describe(sorted_line):
    row = asdict(sorted_line.line)
    for name in ("day", "value_day"):
        row[name] = Date.to_string(row[name]) or ""
    row["amount"] = float(row["amount"])
    return {**row, "key": sorted_line.key, "state": sorted_line.state}


def _read_line(env, row):
    """The line that a row says.

    :raises UserError: it has no day, no amount, or texts that are none
    """
    days = {}
    for name in ("day", "value_day"):
        try:
            days[name] = Date.to_date(read_text(env, row.get(name)))
        except ValueError as error:
            raise UserError(env._("Give a date, such as 2026-01-31.")) from error
    if not days["day"]:
        raise UserError(env._("Give each bank line a day, such as 2026-01-31."))
    texts = {name: one_line(read_text(env, row.get(name)) or "") for name in TEXTS}
    texts["bank_id"] = identifier(texts["bank_id"])
    amount = Decimal(str(read_amount(env, row.get("amount"))))
    place = row.get("place")
    place = place if isinstance(place, int) and not isinstance(place, bool) else 0
    return BankLine(amount=amount, place=place, **days, **texts)


def _read_keys(journal, rows, lines):
    """The keys of rows, which count those that were left out; none where one has none that fits."""
    keys = [row.get("key") for row in rows]
    for key, line in zip(keys, lines, strict=True):
        base = re.escape(key_without_rank(movement_of(journal, line)))
        if not isinstance(key, str) or not re.fullmatch(rf"{base}#[1-9]\d{{0,4}}", key):
            return None
    return keys if len(set(keys)) == len(keys) else None
