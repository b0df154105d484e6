import operator as python_operator

from odoo import api, fields, models
from odoo.fields import Domain

from ...ledger import roles

COMPARISONS = {
    ">": python_operator.gt,
    ">=": python_operator.ge,
    "<": python_operator.lt,
    "<=": python_operator.le,
    "=": python_operator.eq,
}


class ResPartner(models.Model):
    """What a customer should have paid already: the late installments of the schedule."""

    _inherit = "res.partner"

    amount_late = fields.Monetary(
        string="Late",
        compute="_compute_late",
        search="_search_amount_late",
        groups=roles.READERS,
        help="What is left of the installments whose due date is past, in the currency of the "
        "company. Credits to use are not deducted; what is marked as paid does not count.",
    )
    late_count = fields.Integer(
        string="Late installments",
        compute="_compute_late",
        groups=roles.READERS,
        help="How many installments are late, however little is left of them.",
    )

    late_partly_paid = fields.Boolean(
        string="Late, partly paid",
        compute="_compute_late_partly_paid",
        search="_search_late_partly_paid",
        groups=roles.READERS,
        help="Something was received on a late installment, and the rest was not: a reminder of "
        "what remains, not of the whole.",
    )

    @api.depends_context("company", "uid")
    def _compute_late_partly_paid(self):
        partly = self._late_partly_paid(self.commercial_partner_id)
        for partner in self:
            partner.late_partly_paid = partner.commercial_partner_id._origin in partly

    @api.model
    def _search_late_partly_paid(self, operator, value):
        if operator != "in":
            return NotImplemented
        partly = Domain("commercial_partner_id", "in", self._late_partly_paid().ids)
        return partly if True in value else ~partly

    @api.model
    def _late_partly_paid(self, customers=None):
        """Those with a late installment on which something was received, in one query."""
        domain = self._late_domain(customers) & Domain("amount_received", "!=", 0)
        groups = self.env["receivables.installment"]._read_group(domain, ["partner_id"])
        return self.browse([partner.id for [partner] in groups])

    @api.depends_context("company", "uid")
    def _compute_late(self):
        late = self._late_figures(self.commercial_partner_id)
        for partner in self:
            entity = partner.commercial_partner_id._origin
            partner.amount_late, partner.late_count = late.get(entity, (0.0, 0))

    @api.model
    def _search_amount_late(self, operator, value):
        """Customers by what is late of them; customers who owe nothing late have zero."""
        compare = COMPARISONS.get(operator)
        if not compare:
            return NotImplemented
        late = self._late_figures()
        ids = [customer.id for customer, (amount, _count) in late.items() if compare(amount, value)]
        if not compare(0.0, value):
            return Domain("commercial_partner_id", "in", ids)
        others = [customer.id for customer in late if customer.id not in set(ids)]
        return Domain("commercial_partner_id", "not in", others)

    @api.model
    def _late_figures(self, customers=None):
        """What is late, in one query: ``{customer: (amount in company currency, number)}``."""
        groups = self.env["receivables.installment"]._read_group(
            self._late_domain(customers), ["partner_id"], ["amount_residual:sum", "__count"]
        )
        return {
            customer: (self.env.company.currency_id.round(amount), count)
            for customer, amount, count in groups
        }

    @api.model
    def _late_domain(self, customers=None):
        """Late installments, of all customers or of ``customers``."""
        domain = (
            self._company_scope()
            & Domain("settled", "=", False)
            & Domain("settled_outside", "=", False)
            & Domain("date_due", "<", fields.Date.context_today(self))
        )
        if customers is None:
            return domain & Domain("partner_id", "!=", False)
        return domain & Domain("partner_id", "in", customers.ids)

    def action_open_late(self):
        """Show the late installments of this customer, in the schedule."""
        self.ensure_one()
        customer = self.commercial_partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Late: %(customer)s", customer=customer.display_name),
            "res_model": "receivables.installment",
            "views": [[False, "list"], [False, "kanban"]],
            "domain": list(self._late_domain(customer)),
        }
