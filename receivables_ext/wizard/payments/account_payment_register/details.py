from odoo import fields, models

from ....models.payments.entry.account_payment.details import USE_OF


class AccountPaymentRegister(models.TransientModel):
    """The details that a means of payment asks for, as on the payment itself."""

    _inherit = "account.payment.register"

    means_id = fields.Many2one(related="payment_method_line_id.means_id")
    number_use = fields.Selection(related="means_id.number_use")
    bank_use = fields.Selection(related="means_id.bank_use")
    account_use = fields.Selection(related="means_id.account_use")
    due_date_use = fields.Selection(related="means_id.due_date_use")
    instrument_number = fields.Char()
    instrument_bank = fields.Char()
    instrument_account = fields.Char()
    instrument_due_date = fields.Date()

    def _create_payment_vals_from_wizard(self, batch_result):
        """Every payment made at once bears the same details: one cheque may pay several."""
        vals = super()._create_payment_vals_from_wizard(batch_result)
        return vals | self._prepare_instrument_vals()

    def _create_payment_vals_from_batch(self, batch_result):
        vals = super()._create_payment_vals_from_batch(batch_result)
        return vals | self._prepare_instrument_vals()

    def _prepare_instrument_vals(self):
        return {name: self[name] for name, use in USE_OF.items() if self[use] not in (False, "no")}
