from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ....models.allocation.proposal import prepare_rows
from ....models.ledger import roles
from ....models.ledger.units import to_units

PAGE_SIZE = 40


class AccountPaymentRegister(models.TransientModel):
    _inherit = "account.payment.register"

    credit_line_ids = fields.One2many(
        "receivables.register.credit", "register_id", string="Credits of the customer"
    )
    credit_hidden_count = fields.Integer(string="Credits not shown", readonly=True)
    credit_total = fields.Monetary(
        string="Credits used",
        compute="_compute_credit_total",
        currency_field="source_currency_id",
        help="In the currency of the invoice: what the credits above settle.",
    )

    # === Opening === #

    @api.model
    def default_get(self, fields):
        """List the open credits of the customer first; propose them when a person asks."""
        values = super().default_get(fields)
        if "credit_line_ids" in fields and values.get("line_ids"):
            line_ids = [line_id for command in values["line_ids"] for line_id in command[2]]
            lines = self.env["account.move.line"].browse(line_ids)
            values.update(self._prepare_credit_values(lines.move_id, PAGE_SIZE))
        return values

    @api.model
    def _prepare_credit_values(self, invoices, count):
        """The first ``count`` credits for open invoices of one customer, oldest first.

        Code that opens this dialog without a person before it keeps core's behaviour: the
        credits are listed with no amount.
        """
        if not self._may_use_credits(invoices):
            return {}
        credits = invoices._open_credit_lines(limit=count)
        left = 0.0
        if self.env.context.get("receivables_use_credits"):
            left = sum(invoices.mapped("amount_residual"))
        commands = []
        for line in credits:
            amount = min(abs(line.amount_residual_currency), left)
            left -= amount
            commands.append(
                Command.create(
                    {
                        "line_id": line.id,
                        "amount": amount,
                        "currency_id": line.currency_id.id,
                        "reason": "oldest_credit" if amount else False,
                    }
                )
            )
        hidden = 0
        if len(credits) == count:
            hidden = len(invoices._open_credit_lines()) - count
        return {"credit_line_ids": commands, "credit_hidden_count": hidden}

    @api.model
    def _may_use_credits(self, invoices):
        """Whether these are open invoices that the same credits can settle, whichever of them."""
        items = invoices._open_term_lines()
        if not invoices or any(
            move.is_walk_in or move.state != "posted" or not move._is_open_customer_invoice()
            for move in invoices
        ):
            return False
        if len(invoices) == 1:
            return True
        # A credit forfeits the early payment discount of the invoice that it settles: which one of
        # several that would be, people see when they pay one after the other.
        today = fields.Date.context_today(self)
        return (
            len(items.partner_id) == len(items.account_id) == len(items.currency_id) == 1
            and len(invoices.company_id.root_id) == 1
            and not any(
                move._is_eligible_for_early_payment_discount(move.currency_id, today)
                for move in invoices
            )
        )

    # === Compute === #

    @api.depends("credit_line_ids.amount")
    def _compute_credit_total(self):
        for wizard in self:
            wizard.credit_total = sum(wizard.credit_line_ids.mapped("amount"))

    @api.depends("line_ids")
    def _compute_batches(self):
        """Leave out what the credits of this dialog settled just now."""
        result = super()._compute_batches()
        for wizard in self:
            opened = [
                {**batch, "lines": batch["lines"].filtered(lambda line: not line.reconciled)}
                for batch in wizard.batches
            ]
            wizard.batches = [batch for batch in opened if batch["lines"]] or wizard.batches
        return result

    @api.depends("credit_line_ids.amount")
    def _compute_amount(self):
        """Ask only for what remains once the credits are used."""
        return super()._compute_amount()

    def _get_total_amounts_to_pay(self, batch_results):
        """Deduct the credits used from everything that core would ask for."""
        totals = super()._get_total_amounts_to_pay(batch_results)
        if not (self.source_currency_id and self.currency_id and self.payment_date):
            return totals  # emptied by the user, who has not chosen another one yet
        if self.source_currency_id.is_zero(self.credit_total):
            return totals
        used = self.source_currency_id._convert(
            self.credit_total, self.currency_id, self.company_id, self.payment_date
        )
        if totals["epd_applied"]:
            # An early payment discount is for a first and only payment: a credit forfeits it.
            totals["amount_by_default"] = totals["amount_for_difference"]
            totals["epd_applied"] = False
        for key in (
            "amount_by_default",
            "full_amount",
            "amount_for_difference",
            "full_amount_for_difference",
        ):
            totals[key] = max(0.0, self.currency_id.round(totals[key] - used))
        return totals

    # === Actions === #

    def action_use_credits_only(self):
        """Settle with the credits chosen, and register no payment."""
        self.ensure_one()
        if self.source_currency_id.is_zero(self.credit_total):
            raise UserError(self.env._("Enter the amount to use on at least one credit."))
        self._use_credits()
        return self._next_in_queue()

    def action_create_payments(self):
        """Use the chosen credits, then register a payment for what remains."""
        if self.credit_total:
            seen = ("amount", "payment_difference_handling", "writeoff_account_id")
            chosen = {name: self[name] for name in seen}
            self._use_credits()
            if self.currency_id.is_zero(chosen["amount"]):
                return self._next_in_queue()
            self.update(chosen)  # what the user saw, whatever the lines now make of it
        action = super().action_create_payments()
        return self._next_in_queue() if "receivables_queue" in self.env.context else action

    def _create_payments(self):
        """Let a receivables user register customer payments, and only those.

        See ``account.payment._to_register()``: core books them with ``sudo()`` once it is sure
        that this is money of customers, for documents that the user may read.
        """
        if self.env.su or self.env.user.has_group(roles.INVOICING):
            return super()._create_payments()
        self.line_ids.check_access("read")
        self.env["account.payment"].check_access("create")
        if self.partner_type != "customer" or self.payment_type != "inbound":
            raise AccessError(
                self.env._("Only users who invoice can pay suppliers or refund customers.")
            )
        # See the docstring: customers' payments, and documents that the user may read.
        return super(AccountPaymentRegister, self.sudo())._create_payments().sudo(False)

    def _use_credits(self):
        """Settle exactly the amounts of the credit lines, on the earliest installments."""
        service = self.env["receivables.allocation"]
        currency = self.source_currency_id
        chosen = self.credit_line_ids.filtered(lambda line: not currency.is_zero(line.amount))
        if any(line.amount < 0 for line in chosen):
            raise UserError(self.env._("The amount to use of a credit must be above zero."))
        owed = sum(self.line_ids.mapped("amount_residual_currency"))
        if currency.compare_amounts(self.credit_total, owed) > 0:
            raise UserError(
                self.env._("The credits chosen exceed what remains due. Lower the amounts to use.")
            )
        debits = [
            (line.id, to_units(line.amount_residual_currency, currency))
            for line in self.line_ids.sorted(
                lambda line: (line.date_maturity or line.date, line.id)
            )
        ]
        credits = [(line.line_id.id, to_units(line.amount, currency)) for line in chosen]
        reasons = {line.line_id.id: line.reason for line in chosen}
        service.apply(prepare_rows(debits, credits, currency, reasons))
        chosen.amount = 0.0
        self.invalidate_recordset(["batches"])  # with what is settled now

    def action_show_more_credits(self):
        """List the next page of credits; what was typed stays.

        :raises UserError: there is none
        """
        self.ensure_one()
        shown = self.credit_line_ids.line_id
        values = self.with_context(receivables_use_credits=False)._prepare_credit_values(
            self.line_ids.move_id, len(shown) + PAGE_SIZE
        )
        if not values:
            raise UserError(self.env._("There are no more credits to show."))
        self.write(
            {
                "credit_hidden_count": values["credit_hidden_count"],
                "credit_line_ids": [
                    command
                    for command in values["credit_line_ids"]
                    if command[2]["line_id"] not in shown.ids
                ],
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Pay"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": self.env.context,
        }


class ReceivablesRegisterCredit(models.TransientModel):
    _name = "receivables.register.credit"
    _inherit = ["receivables.dialog", "receivables.open.item"]
    _description = "Credit offered in the payment dialog"

    register_id = fields.Many2one("account.payment.register", required=True, ondelete="cascade")
