from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ....allocation.res_company import STRATEGIES
from .. import plan, stale


class AccountPayment(models.Model):
    _inherit = "account.payment"

    allocation_line_ids = fields.One2many(
        "receivables.allocation.line",
        "payment_id",
        string="Documents to settle",
        copy=False,
    )
    allocation_strategy = fields.Selection(
        STRATEGIES,
        string="Propose by",
        copy=False,
        help="How the documents to settle are proposed. "
        "Empty: as set on the customer, else on the company.",
    )
    is_walk_in_payment = fields.Boolean(
        related="partner_id.commercial_partner_id.is_walk_in",
        string="Payment of a walk-in customer",
        help="Of strangers who share one account.",
    )
    allocation_partner_id = fields.Many2one(
        related="partner_id.commercial_partner_id", string="Customer entity"
    )
    # In the currency of the payment: planned while it is a draft, settled afterwards. (No help:
    # its question mark would stand in the foot of the form, between the label and the figure.)
    allocated_amount = fields.Monetary("Allocated", compute="_compute_allocation_totals")
    credit_left_amount = fields.Monetary("Amount to use", compute="_compute_allocation_totals")
    plan_changes = fields.Char(
        string="Less to settle than planned",
        compute="_compute_plan_changes",
        help="What is no longer open of the documents to settle: the rest stays as credit.",
    )
    has_excess = fields.Boolean(
        string="More than is open",
        compute="_compute_has_excess",
        help="Whether a document is to be settled by more than it has open.",
    )
    allocation_event_ids = fields.Many2many(
        "receivables.allocation.event",
        string="Settled documents",
        compute="_compute_allocation_event_ids",
        help="Allocations in force, when they were made and why.",
    )
    unallocated_days = fields.Integer(
        string="To use for (days)",
        compute="_compute_unallocated_days",
        help="Days since the payment, as long as something of it is to use.",
    )
    _customer_idx = models.Index("(partner_id) WHERE partner_type = 'customer'")

    # === Compute === #

    @api.depends("unallocated_amount", "date")
    def _compute_unallocated_days(self):
        for payment in self:
            age = fields.Date.context_today(payment) - (payment.date or fields.Date.today())
            payment.unallocated_days = max(0, age.days) if payment.unallocated_amount else 0

    @api.depends(
        "state", "amount", "allocation_line_ids.amount", "unallocated_amount", "beyond_amount"
    )
    def _compute_allocation_totals(self):
        for payment in self:
            allocated = 0.0
            left = payment.unallocated_amount
            if payment.state == "draft":
                allocated = sum(payment.allocation_line_ids.mapped("amount"))
                left = payment.amount + payment.beyond_amount - allocated
            elif payment.allocation_state != "none":
                allocated = payment.amount + payment.beyond_amount - left
            payment.allocated_amount, payment.credit_left_amount = allocated, left

    @api.depends("state", "partner_id", "payer_id", "allocation_line_ids.amount")
    @api.depends_context("lang")
    def _compute_plan_changes(self):
        """Say before it is confirmed what registering a draft will not settle as planned."""
        self.plan_changes = False
        for payment in self:
            changes = payment.state == "draft" and stale.find_changes(payment).get(payment)
            if changes:
                payment.plan_changes = stale.changes_text(payment, changes)

    @api.depends("allocation_line_ids.excess")
    def _compute_has_excess(self):
        for payment in self:
            payment.has_excess = any(payment.allocation_line_ids.mapped("excess"))

    @api.depends("move_id.line_ids.matched_debit_ids")
    def _compute_allocation_event_ids(self):
        events = self.env["receivables.allocation.event"].search(
            Domain("credit_move_id", "in", self.move_id.ids) & Domain("partial_id", "!=", False)
        )
        # What undid a payment is no allocation. (The history may be read without its entries.)
        events -= events.filtered(
            lambda event: (
                event.sudo().debit_move_id.reversed_entry_id == event.credit_move_id
                or event.sudo().debit_move_id.takes_back_payment_id
            )
        )
        by_move = events.grouped("credit_move_id")
        for payment in self:
            payment.allocation_event_ids = by_move.get(payment.move_id, events.browse())

    # === Proposal === #

    @api.onchange("partner_id", "currency_id", "allocation_strategy")
    def _onchange_propose_allocation(self):
        """Propose again when the documents, or the way to choose them, are others."""
        if self.state == "draft":
            self.allocation_line_ids = plan.prepare_plan_commands(self)

    @api.onchange("amount", "memo", "payment_reference")
    def _onchange_keep_chosen_amounts(self):
        """Keep the proposal current, until the user has chosen amounts."""
        if "manual" not in self.allocation_line_ids.mapped("reason"):
            self._onchange_propose_allocation()

    def action_propose_allocation(self):
        """Fill the documents to settle of draft payments; amounts typed before are replaced.

        :raises UserError: a payment is no longer a draft
        """
        for payment in self._customer_payments():
            if payment.state != "draft":
                raise UserError(
                    self.env._(
                        "%(payment)s is already registered. Use Allocate to settle documents "
                        "with what is left of it.",
                        payment=payment.display_name,
                    )
                )
            payment.allocation_line_ids = plan.prepare_plan_commands(payment)
        return True

    # === Actions === #

    def action_draft(self):
        """Plan again what the payment had settled, which is open now."""
        result = super().action_draft()
        self.sudo().allocation_line_ids.unlink()  # the right to reset the payment is enough
        # As above; the documents are those that it had settled.
        stale.plan_again(self._customer_payments().sudo())
        return result

    def action_allocate(self):
        """Open the dialog that settles documents with what is left of this payment."""
        self.ensure_one()
        return self.env["receivables.allocate"]._open_for(self.move_id)

    def action_open_allocation_history(self):
        """Show who allocated or released what, when and why."""
        self.ensure_one()
        return self.env["receivables.allocation.event"]._action_for(self.move_id)
