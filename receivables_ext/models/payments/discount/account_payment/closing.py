from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from .....rules import discount
from ....ledger.units import to_amount, to_units
from ...entry import beyond_money, plan
from .. import core_items, granting, terms
from ..closing import CHOSEN


class AccountPayment(models.Model):
    """Close documents with a payment that is not what they have due.

    **How it works**: a draft says what somebody wants; its plan then settles the documents whole.
    Registering it asks once more whether that may be, and books the difference in the entry of
    the payment: see ``_planned_beyond()``.
    """

    _name = "account.payment"
    _inherit = ["account.payment", "receivables.closing"]

    granted_discount_amount = fields.Monetary(
        string="Discount",
        compute="_compute_granted_discount",
        help="In the currency of the payment: the discount that is granted with it.",
    )
    granted_discount_percentage = fields.Float(
        string="Discount (%)",
        compute="_compute_granted_discount",
        digits=(5, 2),
        help="The discount in percent of what was due, tax included.",
    )

    # === Compute === #

    @api.depends(
        *("state", "amount", "currency_id", "date", "company_id", "partner_id", *CHOSEN),
        *("allocation_line_ids.amount", "allocation_line_ids.line_id"),
    )
    def _compute_possible_closing(self):
        return super()._compute_possible_closing()

    def _offered_closing(self):
        """Only a draft of a customer's payment may still be asked to close something."""
        is_draft = self.state == "draft" and self._customer_payments()
        return super()._offered_closing() if is_draft else None

    @api.depends(*CHOSEN, "date")
    def _compute_beyond_amount(self):
        """A draft settles beyond its money what somebody closes with it."""
        return super()._compute_beyond_amount()

    @api.depends("state", "amount", "beyond_amount", "apply_discount")
    def _compute_granted_discount(self):
        for payment in self:
            currency = payment.currency_id
            granted = payment._granted_units() if currency else 0
            payment.granted_discount_amount = to_amount(granted, currency) if granted else 0.0
            paid = granted and to_units(payment.amount + payment._planned_deductions(), currency)
            payment.granted_discount_percentage = discount.percentage(granted + paid, paid)

    def _granted_units(self):
        if self.state == "draft":
            return self._closing().discount if self.apply_discount else 0
        causes = beyond_money.parts_of(self).causes
        amount = sum(cause.amount for cause in causes if cause.kind == "discount")
        return to_units(amount, self.currency_id)

    def _asked_closing(self):
        """The documents that this draft settles, to be closed by it: ``granting.Asked``.

        A document counts once a part of it is to be settled: one closes it, or leaves it alone.
        An invoice counts with all its installments, an entry, which may be of several customers,
        with the items that are planned.
        ``None`` while the form is half filled.
        """
        if not (self.currency_id and self.date):
            return None
        chosen = self.allocation_line_ids.filtered(
            lambda line: line.line_id and not self.currency_id.is_zero(line.amount)
        )
        planned = chosen.filtered(lambda line: line.amount > 0).line_id
        items = planned.move_id._open_term_lines().filtered(
            lambda item: item in planned or item.move_id.is_invoice(include_receipts=True)
        )
        deducted = chosen.filtered(lambda line: line.amount < 0 and line.line_id not in items)
        return granting.Asked(
            moves=planned.move_id,
            items=items,
            deducted=sum(deducted.mapped("amount")),
            paid=self.amount + self._planned_deductions(),
            currency=self.currency_id,
            company=self.company_id,
            partner=self.partner_id,
            day=self.date,
        )

    def _closing(self):
        """How this draft closes its documents as somebody asked: ``rules.discount.Closing``.

        It closes nothing while that may not be; registering it says why.
        """
        asked = self._closes_difference() and self._asked_closing()
        if not asked or granting.why_not(asked, self.apply_discount, granting.ANY_REASON):
            return discount.Closing()
        return granting.closing_of(asked, self.apply_discount)

    # === Onchange === #

    @api.onchange(*CHOSEN, "amount", "date")
    def _onchange_whole_documents(self):
        """Settle the documents whole once the difference is closed; propose again when it is not.

        After the proposal, whose method has a name that comes first.
        """
        result = super()._onchange_whole_documents()
        if self._closes_difference():
            self.allocation_line_ids = self._prepare_whole_plan()
        elif {"discount", "tolerance"} & set(self.allocation_line_ids.mapped("reason")):
            self.allocation_line_ids = plan.prepare_plan_commands(self)
        return result

    def _prepare_whole_plan(self):
        """Commands that make the plan settle whole what it settles a part of."""
        whole = self._asked_closing().items
        others = self.allocation_line_ids.filtered(lambda line: line.line_id not in whole)
        reason = "discount" if self.apply_discount else "tolerance"
        rows = [(line, line.amount_residual_currency, reason) for line in whole]
        rows += [(line.line_id, line.amount, line.reason) for line in others]
        return [Command.clear()] + [
            Command.create({"line_id": line.id, "amount": amount, "reason": why})
            for line, amount, why in rows
        ]

    # === Registering === #

    def action_post(self):
        """Register payments; those that close a difference settle their documents whole.

        These come last and one by one: what the others settle is paid by then.

        :raises UserError: the discount, or the difference, may not be closed
        """
        closing = self._customer_payments().filtered(
            lambda payment: payment.state == "draft" and payment._closes_difference()
        )
        result = super(AccountPayment, self - closing).action_post()
        for payment in closing:
            payment._check_closing()
            payment.allocation_line_ids = payment._prepare_whole_plan()
            super(AccountPayment, payment).action_post()
        return result

    def _check_can_register(self):
        """Refuse a discount, or a difference, that may not be closed."""
        result = super()._check_can_register()
        for payment in self._customer_payments().filtered(lambda each: each._closes_difference()):
            payment._check_closing()
        return result

    def _check_closing(self):
        asked = self._asked_closing()
        if refusal := granting.why_not(asked, self.apply_discount, self.discount_reason):
            raise UserError(refusal)

    def _before_registering(self, vals):
        """Note in the discussion who granted what."""
        result = super()._before_registering(vals)
        for payment in self._customer_payments().filtered(lambda each: each._closes_difference()):
            said = granting.words(payment._asked_closing(), payment.apply_discount)
            payment._log(" - ".join(filter(None, (said, payment.discount_reason))))
        return result

    def _planned_beyond(self):
        """What the plan of this draft settles beyond its money, once somebody closes that."""
        if not (self._is_booked_as_planned() and self._closes_difference()):
            return super()._planned_beyond()
        closing = self._closing()
        return to_amount(closing.discount + closing.tolerance, self.currency_id)

    def _prepare_planned_beyond_vals(self):
        """The discount by core, with its taxes; a tolerated difference on its account."""
        if not self._closes_difference():
            return super()._prepare_planned_beyond_vals()
        closing, values = self._closing(), []
        if closing.discount:
            shares = granting.shares_of(self._asked_closing(), closing)
            values += core_items.prepare_discount_vals(self, shares)
        if closing.tolerance:
            values.append(self._prepare_tolerance_vals(closing.tolerance))
        return values

    def _prepare_tolerance_vals(self, units):
        """One item of the entry; ``units`` above zero are lost by the company."""
        amount, company = to_amount(units, self.currency_id), self.company_id
        return {
            "name": self.env._("Tolerated difference"),
            "account_id": terms.tolerance_account(company, units).id,
            "partner_id": self.partner_id.commercial_partner_id.id,
            "currency_id": self.currency_id.id,
            "amount_currency": amount,
            "balance": self.currency_id._convert(amount, company.currency_id, company, self.date),
        }
