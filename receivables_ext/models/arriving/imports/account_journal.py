from odoo import fields, models


class AccountJournal(models.Model):
    """The journal of a bank account remembers what the columns of its files mean."""

    _inherit = "account.journal"

    bank_columns = fields.Json(
        copy=False,
        help="Of the tables of its bank: what each title means, and the order of days.",
    )

    def action_import_bank_lines(self):
        """Open the dialog that reads bank lines of this journal.

        :return: action that shows it
        """
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "receivables_ext.action_import_bank_lines"
        )
        return {**action, "context": {"default_journal_id": self.id}}
