from odoo import models


class AccountPaymentRegister(models.TransientModel):
    """The till of the user's station is proposed first."""

    _inherit = "account.payment.register"

    def _compute_journal_id(self):
        """Propose the till where core would take the first journal it finds."""
        unset = self.filtered(lambda wizard: not wizard.journal_id)
        result = super()._compute_journal_id()
        for wizard in unset:
            station = self.env.user._default_station(wizard.company_id)
            named = wizard.line_ids.move_id.preferred_payment_method_line_id
            till = station._till(wizard.journal_id) if station else wizard.journal_id
            if not named and till in wizard.available_journal_ids._origin:
                wizard.journal_id = till
        return result
