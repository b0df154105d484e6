from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import formatLang

from ....models.ledger.permit import registering
from ....models.payments.deductions import withholding

ASKED = (
    *("amount_by_default", "full_amount"),
    *("amount_for_difference", "full_amount_for_difference"),
)
"""The amounts that core proposes and compares with."""
PLANNED = ("amount", "number", "date_due", "base_amount", "file", "file_name")


class AccountPaymentRegister(models.TransientModel):
    """What the payer kept, line by line: documents are settled by money and deductions.

    The payment is made as a draft with these deductions: registering it checks and books them.
    """

    _inherit = "account.payment.register"

    deduction_ids = fields.One2many(
        "receivables.register.deduction", "register_id", string="Deductions of the payer"
    )
    deduction_total = fields.Monetary(
        string="Deducted",
        compute="_compute_deduction_total",
        help="In the currency of the payment.",
    )
    deduction_words = fields.Char(string="Settled", compute="_compute_deduction_words")

    may_deduct = fields.Boolean(
        string="May have deductions",
        compute="_compute_may_deduct",
        help="Whether this is money of a customer, in a company that knows deductions.",
    )

    @api.depends("company_id", "partner_type", "payment_type")
    def _compute_may_deduct(self):
        for wizard in self:
            Kind = wizard.env["receivables.deduction.kind"]
            known = Kind._check_company_domain(wizard.company_id)
            wizard.may_deduct = bool(
                wizard._is_from_customer() and Kind.search_count(known, limit=1)
            )

    @api.depends("deduction_ids.amount")
    def _compute_deduction_total(self):
        for wizard in self:
            wizard.deduction_total = sum(wizard.deduction_ids.mapped("amount"))

    @api.depends("deduction_total", "amount", "currency_id")
    @api.depends_context("lang")
    def _compute_deduction_words(self):
        """Say what money and deductions settle together."""
        self.deduction_words = False
        for wizard in self.filtered("deduction_total"):
            total = wizard.deduction_total
            money, deducted, settled = (
                formatLang(self.env, amount, currency_obj=wizard.currency_id)
                for amount in (wizard.amount, total, wizard.amount + total)
            )
            wizard.deduction_words = self.env._(
                "%(money)s received + %(deducted)s deducted = %(settled)s settled",
                money=money,
                deducted=deducted,
                settled=settled,
            )

    @api.depends("deduction_ids.amount")
    def _compute_amount(self):
        """Ask only for what the payer did not keep."""
        return super()._compute_amount()

    @api.depends("deduction_ids.amount")
    def _compute_payment_difference(self):
        """What was deducted is no difference."""
        return super()._compute_payment_difference()

    def _get_total_amounts_to_pay(self, batch_results):
        """Take what is deducted off everything that core would ask for.

        A discount that was agreed is then granted by its box, beside the deductions.
        """
        totals = super()._get_total_amounts_to_pay(batch_results)
        if not (self.currency_id and self.deduction_total):
            return totals
        if totals["epd_applied"]:
            totals["amount_by_default"] = totals["amount_for_difference"]
            totals["epd_applied"] = False
        for name in ASKED:
            totals[name] = max(0.0, self.currency_id.round(totals[name] - self.deduction_total))
        return totals

    @api.depends("deduction_ids")
    def _compute_show_payment_difference(self):
        """Beside deductions, what is still open stays so, or is closed by a box."""
        result = super()._compute_show_payment_difference()
        for wizard in self.filtered("deduction_ids"):
            wizard.show_payment_difference = False
        return result

    @api.onchange("deduction_ids")
    def _onchange_deduction_ids(self):
        """Nothing is written off beside deductions, which are the reasons."""
        if self.deduction_ids:
            self.payment_difference_handling = "open"

    def _create_payments(self):
        """Make the payment with its deductions.

        :raises UserError: they are those of several payments, or of money that goes out
        """
        self._check_deductions()
        # The dialog registers them and settles their documents: core books the entry before that.
        dialog = registering.opened(self)
        return super(AccountPaymentRegister, dialog)._create_payments().with_env(self.env)

    def _check_deductions(self):
        withholding.check_dialog(self)
        if not self.deduction_ids:
            return
        one_payment = len(self.line_ids) == 1 or self.group_payment
        if not (self._is_from_customer() and self.can_edit_wizard and one_payment):
            raise UserError(
                self.env._(
                    "Deductions are those of one payment of a customer: group the documents in "
                    "one payment, or pay them one after the other."
                )
            )
        if self._is_written_off():
            raise UserError(
                self.env._(
                    "Beside deductions nothing is written off: enter the rest as a deduction too, "
                    "or keep it open."
                )
            )

    def _create_payment_vals_from_wizard(self, batch_result):
        vals = super()._create_payment_vals_from_wizard(batch_result)
        withholding.take_off(self, vals)
        return vals

    def _prepare_drafts(self):
        """Compare with the money that comes: core's module writes, or refuses, as one types."""
        withheld = withholding.withheld_amount(self)
        if not withheld:
            return super()._prepare_drafts()
        money = max(0.0, self.currency_id.round(self.amount - withheld))
        vals = self._create_payment_vals_from_batch(self.batches[0])
        return self._new_drafts([{**vals, "amount": money, "currency_id": self.currency_id.id}])

    def _init_payments(self, to_process, edit_mode=False):
        """Plan what the payer kept, and the documents with it."""
        for process in to_process:
            vals = process["create_vals"]
            deducted = self.deduction_ids._prepare_planned_commands()
            deducted += withholding.prepare_commands(self, vals)
            if deducted:
                vals["deduction_ids"] = deducted
                if not vals.get("allocation_line_ids"):
                    vals["allocation_line_ids"] = self._prepare_plan(process)
        return super()._init_payments(to_process, edit_mode=edit_mode)

    def _compute_display_withholding(self):
        """Of core's module of withholding taxes: no lines for users whom it gives no right to."""
        result = super()._compute_display_withholding()
        if not withholding.may_withhold(self):
            self.display_withholding = False
        return result

    def _prepare_plan(self, process):
        """Settle what money and deductions settle together."""
        vals = process.get("create_vals", {})
        if not vals.get("deduction_ids") or self._closes_difference():
            return super()._prepare_plan(process)
        deducted = sum(command[2]["amount"] for command in vals["deduction_ids"])
        settling = {**vals, "amount": self.currency_id.round(vals["amount"] + deducted)}
        return super()._prepare_plan({**process, "create_vals": settling})


class ReceivablesRegisterDeduction(models.TransientModel):
    """One deduction that is entered with a payment in the dialog on invoices."""

    _name = "receivables.register.deduction"
    _inherit = ["receivables.deduction.line", "receivables.dialog"]
    _description = "Deduction entered with a payment"

    register_id = fields.Many2one("account.payment.register", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="register_id.currency_id")
    company_id = fields.Many2one(related="register_id.company_id")

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "A deduction needs an amount above zero."
    )

    def _day_of_payment(self):
        return self.register_id.payment_date

    def _prepare_planned_commands(self):
        """Commands that plan these deductions on a payment, which checks them again."""
        # As they are stored: otherwise a file would be read as its size.
        return [
            Command.create({name: line[name] for name in PLANNED} | {"kind_id": line.kind_id.id})
            for line in self.with_context(bin_size=False)
        ]
