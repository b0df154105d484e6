from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

from ....walk_ins import identity

# Core sends every open credit to the browser with the form of an invoice. Beyond this many,
# the banner and its paged dialog take over.
CORE_WIDGET_LIMIT = 20


class AccountMove(models.Model):
    _inherit = "account.move"

    available_credit = fields.Monetary(
        string="Credit to use",
        compute="_compute_available_credit",
        help="Open credits of the customer that can settle this invoice, in its currency.",
    )
    available_credit_count = fields.Integer(
        string="Number of credits to use", compute="_compute_available_credit"
    )

    # === Compute === #

    @api.depends("state", "payment_state", "partner_id", "currency_id", "amount_residual")
    def _compute_available_credit(self):
        self.available_credit = self.available_credit_count = 0
        # Behind a walk-in customer are strangers: the credits of one are not for the others.
        invoices = self.filtered(
            lambda move: move._is_open_customer_invoice() and not move.is_walk_in
        )
        own = invoices.line_ids.filtered(lambda line: line.display_type == "payment_term")
        if not own:
            return
        # One query, on the form of every open invoice: the accounts are those of the invoices
        # themselves, which are in scope.
        Line = self.env["account.move.line"]
        credits = defaultdict(lambda: (0.0, 0))
        for company, *key, amount, count in Line._read_group(
            Line._open_domain()
            & Domain("parent_state", "=", "posted")
            & Domain("account_id", "in", own.account_id.ids)
            & Domain("partner_id", "in", own.partner_id.ids)
            & Domain("amount_residual_currency", "<", 0.0),
            ["company_id", "partner_id", "currency_id", "account_id"],
            ["amount_residual_currency:sum", "__count"],
        ):
            key = (company.root_id, *key)
            known = credits[key]
            credits[key] = (known[0] - amount, known[1] + count)
        for move in invoices:
            for account in (move.line_ids & own).account_id:
                amount, count = credits[
                    move.company_id.root_id, move.commercial_partner_id, move.currency_id, account
                ]
                move.available_credit += amount
                move.available_credit_count += count

    def _is_open_customer_invoice(self):
        return (
            self.move_type in ("out_invoice", "out_receipt")
            and self.state in ("draft", "posted")
            and self.payment_state in ("not_paid", "partial")
        )

    def _compute_payments_widget_to_reconcile_info(self):
        """Leave core's list of credits out for walk-in customers, and where it would be long."""
        many = self.filtered(
            lambda move: move.is_walk_in or move.available_credit_count > CORE_WIDGET_LIMIT
        )
        many.invoice_outstanding_credits_debits_widget = False
        return super(AccountMove, self - many)._compute_payments_widget_to_reconcile_info()

    def _compute_origin_so_count(self):
        """Count the orders of an invoice, also for who may open invoices and no orders."""
        # A number of orders, whichever of them the user may open.
        return super(AccountMove, self.sudo())._compute_origin_so_count()

    # === Posting === #

    def _post(self, soft=True):
        """Apply the credits of the customer where the company wants it done at once."""
        posted = super()._post(soft)
        invoices = posted.filtered(
            lambda move: (
                move._is_open_customer_invoice()
                and move.company_id.credit_policy == "apply"
                and not move.is_walk_in
            )
        )
        if invoices:
            invoices._apply_credits_by_strategy()
        return posted

    def _apply_credits_by_strategy(self):
        """Settle these invoices with open credits, unless the customer's strategy is by hand.

        Somebody who is using one of the credits at this moment does not prevent validating
        an invoice: the credit is then proposed on it, as everywhere else.
        """
        service = self.env["receivables.allocation"]
        lines = self._open_term_lines() + self._open_credit_lines()
        try:
            # The right to validate an invoice is enough to apply what the company has decided.
            service.sudo().apply(service.sudo().propose(lines.ids))
        except LockError:
            return

    # === Credits === #

    def _open_term_lines(self):
        """Installments (of a credit note: its credit) with something left, oldest due first."""
        return self.line_ids.filtered(
            lambda line: (
                line.account_id.account_type == "asset_receivable"
                and line.parent_state == "posted"
                and not line.reconciled
            )
        ).sorted(lambda line: (line.date_maturity or line.date, line.id))

    def _open_credit_lines(self, limit=None):
        """Open credits of the customers of these invoices, oldest first."""
        return self._search_counterparts("<", "date, id", limit)

    def _open_debit_lines(self, limit=None):
        """Open installments that these credits may settle, oldest due date first."""
        return self._search_counterparts(">", "date_maturity, id", limit)

    def _search_counterparts(self, sign, order, limit):
        """Open items on the other side; of a walk-in customer, those of the same person only."""
        Line = self.env["account.move.line"]
        domain = self._counterpart_domain() & Domain("amount_residual_currency", sign, 0.0)
        own = self._open_term_lines()
        if not own.partner_id.filtered("is_walk_in"):
            return Line.search(domain, order=order, limit=limit)
        # Whose documents they are, whichever of them the user may read; none of them is shown.
        documents = self.browse().union(*map(identity.documents_of, own.sudo()))
        found = Line.search(domain, order=order)
        return identity.lines_of_same_person(found, documents)[:limit]

    def _counterpart_domain(self):
        """Open items of the same customer, company, account and currency as these documents."""
        own = self._open_term_lines()
        return (
            self.env["account.move.line"]._open_receivable_domain(own.partner_id)
            & Domain("company_id", "child_of", self.company_id.root_id.ids)
            & Domain("account_id", "in", own.account_id.ids)
            & Domain("currency_id", "in", own.currency_id.ids)
        )

    # === Actions === #

    def action_apply_credits(self):
        """Use the open credits of the customer on these invoices, oldest credit first.

        :raises UserError: nothing is left to settle, or the customer has no credit
        """
        if walk_in := self.filtered("is_walk_in")[:1]:
            raise UserError(
                self.env._(
                    "%(document)s is of a walk-in customer: choose by hand the credit of the same "
                    "person, on the credit itself.",
                    document=walk_in.display_name,
                )
            )
        lines = self._open_term_lines()
        credits = self._open_credit_lines()
        if not lines or not credits:
            raise UserError(
                self.env._(
                    "There is no credit to use on %(documents)s: the document is settled, not "
                    "validated, or its customer has no open payment or credit note.",
                    documents=", ".join(self.mapped("display_name")),
                )
            )
        service = self.env["receivables.allocation"]
        proposal = service.propose((lines + credits).ids, strategy="oldest_due")
        service.apply([{**row, "reason": "oldest_credit"} for row in proposal])
        return True

    def action_choose_credits(self):
        """Open the dialog that uses chosen amounts of the open credits on this invoice."""
        self.ensure_one()
        return self.env["receivables.allocate"]._open_for(self)

    def action_use_credit(self):
        """Open the dialog that uses this credit note on the invoices of the customer.

        :raises UserError: the credit note is not validated or has nothing left
        """
        self.ensure_one()
        return self.env["receivables.allocate"]._open_for(self)

    def action_open_allocation_history(self):
        """Show who allocated or released what on this document, when and why."""
        self.ensure_one()
        return self.env["receivables.allocation.event"]._action_for(self)

    def action_pay_one_by_one(self):
        """Pay the selected invoices one after the other, without opening any.

        The dialog of the next invoice follows that of the one just paid.
        """
        payable = self.filtered(
            lambda move: move.state == "posted" and move._is_open_customer_invoice()
        )
        if not payable:
            raise UserError(
                self.env._("None of these invoices is open. Select validated, unpaid invoices.")
            )
        action = payable[0].action_register_payment()
        action["name"] = self.env._(
            "Pay %(invoice)s (%(left)s to go)", invoice=payable[0].name, left=len(payable)
        )
        action["context"] = {
            **action["context"],
            "dont_redirect_to_payments": True,
            "receivables_queue": payable[1:].ids,
        }
        return action

    def action_force_register_payment(self):
        """Offer the open credits of the customer first in the payment dialog."""
        action = super().action_force_register_payment()
        if len(self) == 1:
            action["name"] = self.env._("Pay %(invoice)s", invoice=self.display_name)
        action["context"] = {**action["context"], "receivables_use_credits": True}
        return action
