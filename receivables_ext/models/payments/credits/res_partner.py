from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ...allocation.res_company import STRATEGIES
from ...ledger import roles


class ResPartner(models.Model):
    _inherit = "res.partner"

    allocation_strategy = fields.Selection(
        STRATEGIES,
        string="Allocation strategy",
        company_dependent=True,
        groups=roles.READERS,
        help="In which order the credits of this customer settle documents. "
        "Empty: as set on the company.",
    )
    amount_received = fields.Monetary(
        string="Received",
        compute="_compute_amount_received",
        groups=roles.READERS,
        help="Payments received minus payments refunded, in the currency of the company.",
    )
    amount_pending = fields.Monetary(
        string="Pending",
        compute="_compute_open_amounts",
        groups=roles.READERS,
        help="What is still to collect on the documents of the customer, in the currency of the "
        "company. Credits to use are not deducted.",
    )
    amount_to_use = fields.Monetary(
        string="To use",
        compute="_compute_open_amounts",
        groups=roles.READERS,
        help="Payments and credit notes of the customer that are not used yet, in the currency "
        "of the company.",
    )

    # === Compute === #

    @api.depends_context("company")
    def _compute_amount_received(self):
        received = dict(
            self.env["account.payment"]._read_group(
                self._paid_domain(),
                ["partner_id.commercial_partner_id"],
                ["amount_company_currency_signed:sum"],
            )
        )
        shares = self._received_in_ledger()
        for partner in self:
            entity = partner.commercial_partner_id._origin
            partner.amount_received = received.get(entity, 0.0) - shares.get(entity.id, 0.0)

    def _received_in_ledger(self):
        """Balance, below zero, of the money that the ledger alone gives to these customers.

        Their shares of payments that third parties made, and what the bank statement matched
        directly with their accounts.

        :return: dict, by id of customer
        """
        Line = self.env["account.move.line"]
        # Two scans, each by its own index: with OR, all lines of the customers would be read.
        queries = [
            Line._search(domain)
            for domain in (self._shares_domain(), self._bank_statement_payments_domain())
        ]
        lines = SQL(" UNION ALL ").join(
            query.select(
                *(Line._field_to_sql(query.table, name) for name in ("partner_id", "balance"))
            )
            for query in queries
        )
        return dict(
            self.env.execute_query(
                SQL("SELECT partner_id, SUM(balance) FROM (%s) AS line GROUP BY partner_id", lines)
            )
        )

    @api.depends_context("company")
    def _compute_open_amounts(self):
        Line = self.env["account.move.line"]
        domain = Line._open_receivable_domain(self) & self._company_scope()
        amounts = {
            sign: dict(
                Line._read_group(
                    domain & Domain("amount_residual", sign, 0.0),
                    ["partner_id"],
                    ["amount_residual:sum"],
                )
            )
            for sign in ("<", ">")
        }
        for partner in self:
            entity = partner.commercial_partner_id._origin
            partner.amount_pending = amounts[">"].get(entity, 0.0)
            partner.amount_to_use = -amounts["<"].get(entity, 0.0)

    @api.model
    def _company_scope(self):
        """The company in use with its branches: one currency, one chart."""
        return Domain("company_id", "child_of", self.env.company.id)

    @api.model
    def _payments_domain(self):
        """Payments whose money counts: received from customers, and refunded to them."""
        return (
            self._company_scope()
            & Domain("partner_type", "=", "customer")
            & Domain("collection_state", "in", ("registered", "refunded"))
        )

    def _paid_domain(self):
        """Payments that are these customers' as a whole."""
        return (
            self._payments_domain()
            & Domain("payer_id", "=", False)
            & Domain("partner_id.commercial_partner_id", "in", self.commercial_partner_id.ids)
        )

    def _shares_domain(self):
        """Lines of these customers in the payments that third parties made."""
        # Whose payments they are: the rules on journal items say who may see which share.
        payments = (
            self.env["account.payment"]
            .sudo()
            ._search(
                self._payments_domain()
                & Domain("payer_id", "!=", False)
                & Domain("outstanding_account_id", "!=", False)
            )
        )
        # All but the bank's line: a write-off was not received.
        bank = payments.subselect("outstanding_account_id")
        return (
            Domain("partner_id", "in", self.commercial_partner_id.ids)
            & Domain("payment_id", "in", payments)
            & Domain("parent_state", "=", "posted")
            & Domain("account_id", "not in", bank)
        )

    def _received_domain(self):
        """Payments behind the figure *Received*: theirs, and those with a share of theirs."""
        shares = self.env["account.move.line"].search(self._shares_domain())
        return self._paid_domain() | Domain("id", "in", shares.payment_id.ids)

    def _bank_statement_payments_domain(self):
        Line = self.env["account.move.line"]
        return (
            self._company_scope()
            & Line._receivable_domain()
            & Domain("partner_id", "in", self.commercial_partner_id.ids)
            & Domain("statement_line_id", "!=", False)
        )

    # === Actions === #

    def action_open_received(self):
        """Show the payments behind the figure *Received*."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("account.action_account_payments")
        return {**action, "domain": list(self._received_domain()), "context": self._new_payment()}

    def action_open_pending(self):
        """Show the open documents behind the figure *Pending*."""
        customer = self.commercial_partner_id.display_name
        return self._action_open_items(self.env._("Pending: %(customer)s", customer=customer), ">")

    def action_open_to_use(self):
        """Show the open credits behind the figure *To use*."""
        customer = self.commercial_partner_id.display_name
        return self._action_open_items(self.env._("To use: %(customer)s", customer=customer), "<")

    def _action_open_items(self, name, sign):
        self.ensure_one()
        Line = self.env["account.move.line"]
        search_view = self.env.ref("receivables_ext.view_open_item_search")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "account.move.line",
            "views": [(self.env.ref("receivables_ext.view_open_item_list").id, "list")],
            "search_view_id": [search_view.id, "search"],
            "domain": list(
                Line._open_receivable_domain(self)
                & self._company_scope()
                & Domain("amount_residual", sign, 0.0)
            ),
            "context": {"create": False, "edit": False, "delete": False},
        }

    def action_new_payment(self):
        """Open a new payment of this customer; no invoice is needed."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New payment"),
            "res_model": "account.payment",
            "view_mode": "form",
            "context": self._new_payment(),
        }

    def _new_payment(self):
        return {
            "default_payment_type": "inbound",
            "default_partner_type": "customer",
            "default_partner_id": self.id,
            "default_move_journal_types": ("bank", "cash"),
        }

    def action_allocate_credits(self):
        """Allocate now the open credits of the selected customers; say what was done."""
        run = self.env["receivables.allocation.run"]
        count = sum(
            run._allocate(self.commercial_partner_id, company) for company in self.env.companies
        )
        if count:
            message = self.env._("Allocations made: %(count)s.", count=count)
        else:
            message = self.env._("Nothing to allocate: no credit here fits an open document.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success" if count else "info",
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }
