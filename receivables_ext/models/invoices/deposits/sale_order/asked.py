from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import SQL, formatLang
from odoo.tools.sql import column_exists

from ....ledger.asked import with_amounts

ASKED = {"deposit_basis", "deposit_percentage", "deposit_amount"}
QUOTATION = ("draft", "sent")


class SaleOrder(models.Model):
    """The deposit that a quotation asks: a part of its total, or an amount."""

    _inherit = "sale.order"

    deposit_basis = fields.Selection(
        [("none", "No deposit"), ("percentage", "Percentage"), ("amount", "Amount")],
        string="Deposit asked",
        compute="_compute_deposit_asked",
        store=True,
        readonly=False,
        precompute=True,
        help="Invoiced as soon as the customer accepts. By default as the customer or the company "
        "has it.",
    )
    deposit_percentage = fields.Float(
        string="Deposit percentage",
        digits=(5, 2),
        compute="_compute_deposit_asked",
        store=True,
        readonly=False,
        precompute=True,
        help="Part of the total that is asked as a deposit, in percent.",
    )
    deposit_amount = fields.Monetary(
        string="Deposit amount",
        compute="_compute_deposit_amount",
        store=True,
        readonly=False,
        help="Tax included, in the currency of the order.",
    )

    def _auto_init(self):
        """Orders of before this module was installed ask no deposit: none is computed."""
        if not column_exists(self.env.cr, self._table, "deposit_basis"):
            self.env.cr.execute(
                SQL(
                    """
                    ALTER TABLE sale_order
                        ADD COLUMN deposit_basis varchar DEFAULT 'none',
                        ADD COLUMN deposit_percentage numeric DEFAULT 0,
                        ADD COLUMN deposit_amount numeric DEFAULT 0;
                    ALTER TABLE sale_order
                        ALTER COLUMN deposit_basis DROP DEFAULT,
                        ALTER COLUMN deposit_percentage DROP DEFAULT,
                        ALTER COLUMN deposit_amount DROP DEFAULT
                    """
                )
            )
        return super()._auto_init()

    # === Compute === #

    @api.depends("partner_id", "company_id")
    def _compute_deposit_asked(self):
        for order in self:
            if order.state not in QUOTATION:
                order.deposit_basis = order.deposit_basis or "none"
                order.deposit_percentage = order.deposit_percentage or 0.0
                continue
            company = order.company_id or self.env.company
            asked = order.partner_id.with_company(company)._deposit_percentage_asked()
            order.deposit_basis = "percentage" if asked else "none"
            order.deposit_percentage = asked

    @api.depends("deposit_basis", "deposit_percentage", "amount_total")
    def _compute_deposit_amount(self):
        """Follow the total while it is a quotation; what was accepted stays as it was."""
        for order in self:
            amount = order.deposit_amount or 0.0
            if order.state in QUOTATION and order.deposit_basis != "amount":
                # Rounded as core rounds a down payment. Nothing is asked on a credit.
                part = order.amount_total * order.deposit_percentage / 100
                amount = max(order.currency_id.round(part), 0.0) if order.currency_id else 0.0
            order.deposit_amount = amount

    # === Guards === #

    @api.model_create_multi
    def create(self, vals_list):
        """Take a percentage or an amount alone for what it is.

        :raises UserError: both are given, or too much of an order that is accepted already
        """
        orders = super().create([self._read_deposit_asked(vals) for vals in vals_list])
        for order in orders:
            # Of quotations it is asked whenever something changes.
            if why := order.state not in QUOTATION and order._deposit_refusal():
                raise ValidationError(why)
        return orders

    def write(self, vals):
        """Take a percentage or an amount alone for what it is; keep it once it is accepted.

        :raises UserError: both are given, or an order is no quotation
        """
        if ASKED & vals.keys():
            if accepted := self.filtered(lambda order: order.state not in QUOTATION)[:1]:
                raise UserError(
                    self.env._(
                        "%(order)s is no quotation any more: the deposit that it asks stays as it "
                        "is. Set it to quotation first.",
                        order=accepted.display_name,
                    )
                )
            vals = self._read_deposit_asked(vals)
        if "state" in vals:
            # It follows the total of a quotation, whose lines may just have changed.
            self.mapped("deposit_amount")
        return super().write(vals)

    @api.model
    def _read_deposit_asked(self, vals):
        """These values, with the basis that goes with a percentage or an amount given alone."""
        if not ASKED & vals.keys():
            return vals
        vals = with_amounts(self.env, vals, "deposit_percentage", "deposit_amount")
        if "deposit_basis" not in vals:
            vals["deposit_basis"] = self._basis_of(vals)
        basis = vals["deposit_basis"] = vals["deposit_basis"] or "none"
        if basis == "percentage":
            # It is computed: a form sends the last one that it showed.
            vals.pop("deposit_amount", None)
        else:
            vals["deposit_percentage"] = 0.0
        if basis == "none":
            vals["deposit_amount"] = 0.0
        return vals

    @api.model
    def _basis_of(self, vals):
        percentage, amount = vals.get("deposit_percentage"), vals.get("deposit_amount")
        if percentage and amount:
            raise UserError(
                self.env._("Ask a percentage of the total or an amount as a deposit, not both.")
            )
        return "percentage" if percentage else "amount" if amount else "none"

    @api.constrains("deposit_basis", "deposit_percentage", "deposit_amount", "amount_total")
    def _check_deposit_asked(self):
        for order in self.filtered(lambda order: order.state in QUOTATION):
            if why := order._deposit_refusal():
                raise ValidationError(why)

    def _deposit_refusal(self):
        """Why the deposit asked makes no sense, ``None`` when it does."""
        if self.deposit_basis == "percentage" and not 0 < self.deposit_percentage <= 100:
            return self.env._(
                "Ask a deposit above 0 and up to 100 %% of %(order)s, or choose No deposit.",
                order=self.display_name,
            )
        if self.deposit_basis != "amount":
            return None
        if not self.deposit_amount > 0:
            return self.env._(
                "Ask a deposit above 0 on %(order)s, or choose No deposit.",
                order=self.display_name,
            )
        if self.order_line and self._compare_deposit(self.deposit_amount, self.amount_total) > 0:
            return self.env._(
                "The deposit asked on %(order)s is %(deposit)s, more than its total of "
                "%(total)s: ask less.",
                order=self.display_name,
                deposit=self.currency_id.format(self.deposit_amount),
                total=self.currency_id.format(self.amount_total),
            )
        return None

    def _asks_deposit(self):
        """Whether something is asked; orders of before have no basis."""
        is_asked = self.deposit_basis in ("percentage", "amount")
        return is_asked and self._compare_deposit(self.deposit_amount, 0.0) > 0

    def _say_deposit_asked(self):
        """What is printed on the quotation."""
        amount = self.currency_id.format(self.deposit_amount)
        if self.deposit_basis != "percentage":
            return amount
        digits = 2 if self.deposit_percentage % 1 else 0
        return self.env._(
            "%(amount)s (%(percentage)s %% of the total)",
            amount=amount,
            percentage=formatLang(self.env, self.deposit_percentage, digits=digits),
        )

    def _compare_deposit(self, one, other):
        return self.currency_id.compare_amounts(one, other)

    def _confirmation_error_message(self):
        """An amount may have been asked before there were lines."""
        return super()._confirmation_error_message() or self._deposit_refusal() or False
