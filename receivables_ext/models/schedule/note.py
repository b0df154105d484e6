from odoo import api, fields, models
from odoo.tools import format_date

from ..ledger import asked


class ReceivablesInstallmentNote(models.Model):
    """What people know of an installment and the ledger does not: a note, a promise."""

    _name = "receivables.installment.note"
    _description = "Note on an installment"
    _rec_name = "note"

    line_id = fields.Many2one(
        "account.move.line", string="Installment", required=True, readonly=True, ondelete="cascade"
    )
    note = fields.Char()
    promised_date = fields.Date(
        string="Promised on", help="The day on which the customer promises to pay."
    )

    # Also what lets the schedule skip this table when it is not asked for.
    _one_for_each = models.UniqueIndex(
        "(line_id)", "This installment was noted by somebody else: refresh, then write again."
    )

    @api.model
    def _write_down(self, lines, values):
        """Keep ``values`` of each of ``lines``, and say it in the chatter of its document.

        :param lines: installments; the caller checked that their user collects
        :param dict values: ``note`` and ``promised_date``, or one of them
        :raises AccessError: the user does not see one of them
        """
        # Users who follow an installment may note what they learn, not write to the invoice.
        lines, notes = asked.elevated(lines), self.sudo()
        known = notes.search([("line_id", "in", lines.ids)])
        known.write(values)
        notes.create([{**values, "line_id": line.id} for line in lines - known.line_id])
        # What is logged is the words of the user.
        for move, some in lines.grouped("move_id").items():
            move._message_log(body=self._describe(some, values))

    @api.model
    def _describe(self, lines, values):
        """What was written down, in a sentence for the chatter."""
        due = ", ".join(format_date(self.env, line.date_maturity or line.date) for line in lines)
        said = []
        if "promised_date" in values:
            day = values["promised_date"]
            said.append(
                self.env._("promised for %(day)s", day=format_date(self.env, day))
                if day
                else self.env._("no longer promised")
            )
        if "note" in values:
            said.append(values["note"] or self.env._("note deleted"))
        return self.env._("Installment of %(due)s: %(said)s", due=due, said=", ".join(said))
