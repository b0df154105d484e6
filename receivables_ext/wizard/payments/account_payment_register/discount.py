from odoo import api, fields, models
from odoo.fields import Command

from ....models.ledger.units import to_amount
from ....models.payments.discount import granting
from ....rules import discount


class AccountPaymentRegister(models.TransientModel):
    """Grant a discount with the first payment, or close a tolerated difference.

    The payment is made as a draft that asks for it: registering it checks and books it.
    """

    _inherit = "account.payment.register"

    apply_discount = fields.Boolean(
        string="Grant a discount",
        help="What the payment lacks is granted as a discount, and the invoices are closed.",
    )
    apply_tolerance = fields.Boolean(
        string="Close the difference",
        help="The difference is tolerated, and the documents are closed.",
    )
    discount_reason = fields.Char(
        string="Why a late discount",
        help="Why a discount is granted although the payment came after the due date.",
    )
    discount_possible = fields.Boolean(compute="_compute_possible_closing")
    tolerance_possible = fields.Boolean(compute="_compute_possible_closing")
    discount_is_late = fields.Boolean(compute="_compute_possible_closing")
    closing_words = fields.Char(
        string="How the documents are closed", compute="_compute_possible_closing"
    )
    granted_discount_amount = fields.Monetary(
        string="Discount",
        compute="_compute_possible_closing",
        help="In the currency of the payment: the discount that is granted with it.",
    )
    granted_discount_percentage = fields.Float(
        string="Discount (%)",
        compute="_compute_possible_closing",
        digits=(5, 2),
        help="The discount in percent of what is due, tax included.",
    )

    @api.depends(
        *("amount", "currency_id", "payment_date", "credit_total", "group_payment"),
        *("can_edit_wizard", "early_payment_discount_mode", "apply_tolerance"),
    )
    @api.depends_context("uid", "lang")
    def _compute_possible_closing(self):
        for wizard in self:
            wizard.discount_possible = wizard.tolerance_possible = False
            wizard.discount_is_late = wizard.closing_words = False
            wizard.granted_discount_amount = wizard.granted_discount_percentage = 0.0
            if not (asked := wizard._asked_closing()):
                continue
            wizard.discount_possible = not granting.why_no_discount(asked, granting.ANY_REASON)
            wizard.tolerance_possible = not granting.why_not_tolerated(asked)
            if wizard.discount_possible:
                closing = granting.closing_of(asked, with_discount=True)
                wizard.discount_is_late = granting.is_late(asked)
                wizard.granted_discount_amount = to_amount(closing.discount, wizard.currency_id)
                wizard.granted_discount_percentage = discount.percentage(
                    asked.due, asked.due - closing.discount
                )
            if wizard.discount_possible or wizard.tolerance_possible:
                wanted = wizard.discount_possible and not wizard.apply_tolerance
                wizard.closing_words = granting.words(asked, wanted)

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
            paid=self.amount,
            currency=self.currency_id,
            company=self.company_id,
            partner=self.partner_id,
            day=self.payment_date,
        )

    @api.onchange("amount", "payment_date", "apply_discount", "apply_tolerance")
    def _onchange_closing(self):
        """Take back what is no longer possible; one difference is closed in one way."""
        self.apply_discount = self.apply_discount and self.discount_possible
        self.apply_tolerance = (
            self.apply_tolerance and self.tolerance_possible and not self.apply_discount
        )

    @api.depends("apply_discount", "apply_tolerance")
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

    def _closes_difference(self):
        return self.apply_discount or self.apply_tolerance
