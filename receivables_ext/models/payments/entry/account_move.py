from odoo import api, fields, models
from odoo.fields import Domain


class AccountMove(models.Model):
    """What is expected on an invoice: scheduled payments that are meant to settle it."""

    _inherit = "account.move"

    # Users who see a document may know what is scheduled on it, as buyers see a vendor bill.
    scheduled_amount = fields.Monetary(
        string="Scheduled",
        compute="_compute_scheduled_amount",
        compute_sudo=True,
        help="Meant to be settled by scheduled payments, in the currency of the invoice. It is "
        "not received yet.",
    )
    scheduled_payment_date = fields.Date(
        string="Next scheduled payment",
        compute="_compute_scheduled_amount",
        compute_sudo=True,
        help="The day of the next payment that is scheduled on this invoice.",
    )

    takes_back_payment_id = fields.Many2one(
        "account.payment",
        string="Takes back the discount of",
        copy=False,
        readonly=True,
        index="btree_not_null",
        help="The payment whose discount or write-off this entry takes back.",
    )

    @api.depends("amount_residual")
    def _compute_scheduled_amount(self):
        self.scheduled_amount, self.scheduled_payment_date = 0.0, False
        open_moves = self.filtered(lambda move: move.state == "posted" and move.amount_residual)
        for move, lines in open_moves._scheduled_lines().grouped("move_id").items():
            move.scheduled_payment_date = min(lines.payment_id.mapped("scheduled_date"))
            move.scheduled_amount = sum(
                line.currency_id._convert(
                    line.amount, move.currency_id, move.company_id, line.payment_id.scheduled_date
                )
                for line in lines
            )

    def _scheduled_lines(self):
        """The plans of scheduled payments that settle these invoices."""
        return self.env["receivables.allocation.line"].search(
            Domain("line_id.move_id", "in", self._origin.ids)
            & Domain("payment_id.collection_state", "=", "scheduled")
        )

    def action_open_payments(self):
        """Show every payment that settles, settled or is to settle this invoice.

        Scheduled, returned, reversed and refunded ones too: the history knows them.
        """
        self.ensure_one()
        events = self.env["receivables.allocation.event"].search(
            Domain("debit_move_id", "=", self.id)
        )
        payments = self._scheduled_lines().payment_id | self.reconciled_payment_ids
        # Which payments the history names; those that the user may not read are left out below.
        payments |= events.sudo().credit_move_id.origin_payment_id.sudo(False)
        return self._action_payments(payments._filtered_access("read"))

    def action_open_scheduled_payments(self):
        """Show the payments that are scheduled on this invoice."""
        self.ensure_one()
        return self._action_payments(self._scheduled_lines().payment_id)

    @api.model
    def _action_payments(self, payments):
        action = self.env["ir.actions.act_window"]._for_xml_id("account.action_account_payments")
        return {
            **action,
            "domain": [("id", "in", payments.ids)],
            "context": {"create": False, "default_partner_type": "customer"},
        }
