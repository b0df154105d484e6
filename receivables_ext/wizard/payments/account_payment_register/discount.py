from odoo import api, fields, models
from odoo.fields import Command

from ....models.ledger.units import to_amount
from ....models.payments.discount import granting
from ....models.payments.discount.closing import CHOSEN
from ....rules import discount


class AccountPaymentRegister(models.TransientModel):
    """Grant a discount with the first payment, or close a tolerated difference.

    The payment is made as a draft that asks for it: registering it checks and books it.
    """

    _name = "account.payment.register"
    _inherit = ["account.payment.register", "receivables.closing"]

    granted_discount_amount = fields.Monetary(
        string="Discount",
        compute="_compute_granted_discount",
        help="In the currency of the payment: the discount that is granted with it.",
    )
    granted_discount_percentage = fields.Float(
        string="Discount (%)",
        compute="_compute_granted_discount",
        digits=(5, 2),
        help="The discount in percent of what is due, tax included.",
    )

    @api.depends(
        *("amount", "currency_id", "payment_date", "credit_total", "group_payment"),
        *("can_edit_wizard", "early_payment_discount_mode", "apply_tolerance"),
        "deduction_total",
    )
    def _compute_possible_closing(self):
        return super()._compute_possible_closing()

    @api.depends("discount_possible", "amount")
    def _compute_granted_discount(self):
        for wizard in self:
            asked = wizard.discount_possible and wizard._asked_closing()
            granted = granting.closing_of(asked, with_discount=True).discount if asked else 0
            wizard.granted_discount_amount = (
                to_amount(granted, wizard.currency_id) if granted else 0.0
            )
            wizard.granted_discount_percentage = (
                discount.percentage(asked.due, asked.due - granted) if granted else 0.0
            )

    def _asked_closing(self):
        """The documents of the dialog, to be closed by one payment: ``granting.Asked``, or none.

        Core's own discount needs no other, credits used before are payments, and what has a
        payment for each document has no difference.
        """
        if not (self._is_from_customer() and self.can_edit_wizard and self.currency_id):
            return None
        lines = self.line_ids._origin
        moves = lines.move_id
        one_payment = len(lines) == 1 or self.group_payment
        if (
            not (one_payment and self.payment_date)
            or self.early_payment_discount_mode
            or not self.source_currency_id.is_zero(self.credit_total)
            or moves._open_term_lines() - lines
        ):
            return None
        return granting.Asked(
            moves=moves,
            items=lines,
            deducted=0.0,
            paid=self.amount + self.deduction_total,
            currency=self.currency_id,
            company=self.company_id,
            partner=self.partner_id,
            day=self.payment_date,
        )

    @api.onchange(*CHOSEN, "amount", "payment_date")
    def _onchange_whole_documents(self):
        return super()._onchange_whole_documents()

    @api.depends(*CHOSEN)
    def _compute_show_payment_difference(self):
        """Nothing is left to decide once the difference is closed."""
        result = super()._compute_show_payment_difference()
        for wizard in self.filtered(lambda wizard: wizard._closes_difference()):
            wizard.show_payment_difference = False
        return result

    def _create_payment_vals_from_wizard(self, batch_result):
        """Ask the payment to close the difference: it writes nothing off by itself."""
        vals = super()._create_payment_vals_from_wizard(batch_result)
        if not self._closes_difference():
            return vals
        del vals["write_off_line_vals"]
        return vals | {
            "apply_discount": self.apply_discount,
            "apply_tolerance": self.apply_tolerance,
            "discount_reason": self.discount_reason,
            "allocation_line_ids": self._prepare_plan({"to_reconcile": batch_result["lines"]}),
        }

    def _prepare_plan(self, process):
        """What is closed is settled whole."""
        if not self._closes_difference():
            return super()._prepare_plan(process)
        reason = "discount" if self.apply_discount else "tolerance"
        return [
            Command.create(
                {"line_id": line.id, "amount": line.amount_residual_currency, "reason": reason}
            )
            for line in process["to_reconcile"]
        ]
