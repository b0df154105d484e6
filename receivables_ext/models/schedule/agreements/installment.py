from odoo import models


class ReceivablesInstallment(models.Model):
    """Installments that a customer asks to pay on other days."""

    _inherit = "receivables.installment"

    def action_agree_anew(self):
        """Prepare an agreement on what is left of these installments.

        :return: action that opens the draft
        :raises AccessError: the user prepares no agreements, or does not see one of them
        :raises UserError: they are of several customers or currencies, or nothing is left of them
        """
        self._check_collector()
        lines = self._to_collect()
        return self.env["receivables.agreement"]._draft_for(lines)._get_records_action()
