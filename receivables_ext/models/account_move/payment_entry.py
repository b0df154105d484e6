from odoo import api, models


class AccountMove(models.Model):
    """The journal entry of a registered payment is as definitive as the payment."""

    _inherit = "account.move"

    def write(self, vals):
        """Refuse to change the entry of a registered payment.

        :raises UserError: the entry is that of a registered payment
        """
        self.env["receivables.payment.entry.lock"]._check_entries_write(self, vals)
        return super().write(vals)

    def button_draft(self):
        """Reset entries to draft, but for those of registered payments.

        :raises UserError: the entry is that of a registered payment
        """
        self.env["receivables.payment.entry.lock"]._check_entries(self)
        return super().button_draft()

    def button_cancel(self):
        """Cancel entries, but for those of registered payments.

        :raises UserError: the entry is that of a registered payment
        """
        self.env["receivables.payment.entry.lock"]._check_entries(self)
        return super().button_cancel()

    @api.ondelete(at_uninstall=False)
    def _unlink_no_registered_payment(self):
        self.env["receivables.payment.entry.lock"]._check_entries(self)
