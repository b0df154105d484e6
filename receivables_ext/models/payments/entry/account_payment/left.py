from odoo import api, fields, models
from odoo.fields import Domain

from ....ledger import kept

KEPT = {"unallocated_amount": "numeric", "allocation_state": "varchar"}


class AccountPayment(models.Model):
    """What is left of a payment: kept beside it when the ledger changes, as core keeps residuals.

    The lists of payments are filtered, grouped and sorted by it all day.
    """

    _inherit = "account.payment"

    unallocated_amount = fields.Monetary(
        string="To use",
        compute="_compute_unallocated_amount",
        store=True,
        copy=False,
        help="In the currency of the payment, zero or more: received and not yet allocated.",
    )
    allocation_state = fields.Selection(
        [("none", "Not allocated"), ("partial", "Partly allocated"), ("full", "Allocated")],
        string="Allocation",
        compute="_compute_unallocated_amount",
        store=True,
        copy=False,
        help="How much of the payment has been allocated to documents.",
    )

    _unallocated_idx = models.Index("(company_id, date) WHERE unallocated_amount > 0")
    _partly_allocated_idx = models.Index("(date) WHERE allocation_state = 'partial'")

    def _auto_init(self):
        """Leave it to one statement to fill what is there before, not to thousands of readings."""
        kept.create_columns(self, KEPT)
        return super()._auto_init()

    @api.depends(
        *("amount", "collection_state", "move_id.state"),
        *("move_id.line_ids.amount_residual_currency", "move_id.line_ids.amount_currency"),
        *("move_id.line_ids.account_id", "move_id.line_ids.is_retained"),
    )
    def _compute_unallocated_amount(self):
        # Who may read a payment may know what is left of it, whichever customers it is for.
        Line = self.env["account.move.line"].sudo()
        found = {}
        for company, payments in self.grouped("company_id").items():
            lines = Line.with_company(company)._read_group(
                Line.with_company(company)._receivable_domain()
                & Domain("payment_id", "in", payments._origin.ids)
                & Domain("is_retained", "=", False),
                ["payment_id"],
                ["amount_residual_currency:sum", "amount_currency:sum"],
            )
            found |= {payment.id: amounts for payment, *amounts in lines}
        for payment in self:
            residual, settling = found.get(payment._origin.id, (0.0, 0.0))
            left = max(0.0, -residual)
            is_full = payment.currency_id.is_zero(left)
            # With a discount it settles more than its money, or less when some of it was kept.
            whole = min(payment.amount, abs(settling))
            is_none = (
                payment._origin.id not in found
                or payment.currency_id.compare_amounts(left, whole) >= 0
            )
            # What undid a payment is no allocation.
            is_none |= payment.collection_state in ("returned", "reversed")
            payment.unallocated_amount = left
            payment.allocation_state = "none" if is_none else "full" if is_full else "partial"


def fill_left(cr):
    """Keep it of all payments that are there already: by SQL, in seconds."""
    cr.execute(
        """
        WITH found AS (
            SELECT line.payment_id, -SUM(line.amount_residual_currency) AS left_amount,
                   ABS(SUM(line.amount_currency)) AS settling
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE line.payment_id IS NOT NULL AND line.parent_state = 'posted'
               AND (account.account_type = 'asset_receivable' OR EXISTS (
                    SELECT FROM receivables_company_account_rel chosen
                     WHERE chosen.res_company_id = line.company_id
                       AND chosen.account_account_id = line.account_id))
          GROUP BY line.payment_id)
        UPDATE account_payment payment
           SET unallocated_amount = GREATEST(COALESCE(found.left_amount, 0), 0),
               allocation_state = CASE
                   WHEN found.payment_id IS NULL
                     OR payment.collection_state IN ('returned', 'reversed')
                     OR found.left_amount >= LEAST(payment.amount, found.settling) THEN 'none'
                   WHEN found.left_amount <= 0 THEN 'full' ELSE 'partial' END
          FROM account_payment each
     LEFT JOIN found ON found.payment_id = each.id
         WHERE each.id = payment.id
        """
    )
