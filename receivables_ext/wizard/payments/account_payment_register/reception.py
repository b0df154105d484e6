from odoo import api, fields, models
from odoo.fields import Command


class AccountPaymentRegister(models.TransientModel):
    """Who paid, when it came in, and what proves it: as on the form of a payment."""

    _inherit = "account.payment.register"

    payer_id = fields.Many2one(
        "res.partner",
        string="Paid by",
        check_company=True,
        domain="['|', ('parent_id', '=', False), ('is_company', '=', True)]",
        help="Who paid, when it is not the customer. Empty: the customer.",
    )
    received_date = fields.Date(
        string="Received on",
        compute="_compute_received_date",
        store=True,
        readonly=False,
        help="When the payment reached us; the date of the payment is when it is booked.",
    )
    evidence_ids = fields.Many2many(
        "ir.attachment",
        help="A receipt or bank document that proves the payment.",
    )

    @api.depends("payment_date")
    def _compute_received_date(self):
        """Keep what was typed; else the payment came in on its own date, or today."""
        today = fields.Date.context_today(self)
        for wizard in self:
            if wizard.payment_date and wizard.received_date in (False, today):
                wizard.received_date = min(wizard.payment_date, today)

    def _create_payment_vals_from_wizard(self, batch_result):
        vals = super()._create_payment_vals_from_wizard(batch_result)
        return vals | self._prepare_reception_vals()

    def _create_payment_vals_from_batch(self, batch_result):
        """Every payment made at once came by the same hand on the same day."""
        vals = super()._create_payment_vals_from_batch(batch_result)
        return vals | self._prepare_reception_vals()

    def _prepare_reception_vals(self):
        if self._is_from_customer():
            return {"payer_id": self.payer_id.id, "received_date": self.received_date}
        return {}

    def _is_from_customer(self):
        return (self.partner_type, self.payment_type) == ("customer", "inbound")

    def _init_payments(self, to_process, edit_mode=False):
        """Give the files to the payments: the first gets them, each other a copy.

        :raises AccessError: one of them is not of the user, or of a record that they may not read
        """
        # The dialog books with all rights (see _create_payments()), and copies what it is given.
        self.sudo(False).evidence_ids.check_access("read")
        if self.evidence_ids and self._is_from_customer():
            for process in to_process:
                process["create_vals"]["evidence_ids"] = [Command.set(self.evidence_ids.ids)]
        return super()._init_payments(to_process, edit_mode=edit_mode)
