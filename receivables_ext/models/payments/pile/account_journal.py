from odoo import models


class AccountJournal(models.Model):
    """The home page opens a new pile for the journal of a bank or a till."""

    _inherit = "account.journal"

    def action_enter_payments(self):
        """Open a new pile of payments of this journal.

        :return: action that shows its form
        """
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Enter payments"),
            "res_model": "receivables.payment.pile",
            "views": [(False, "form")],
            "context": {"default_journal_id": self.id},
        }
