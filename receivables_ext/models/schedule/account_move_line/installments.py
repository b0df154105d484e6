from odoo import models


class AccountMoveLine(models.Model):
    """What lets the installment schedule open at once, whatever the size of the ledger."""

    _inherit = "account.move.line"

    # The condition of receivables.installment.query, and all that its totals read: see ADR 28.
    _open_installments_idx = models.Index(
        """((COALESCE(date_maturity, date)), id)
        INCLUDE (account_id, company_id, currency_id, partner_id, move_id, display_type,
                 date_maturity, date, invoice_date, payment_id, statement_line_id,
                 amount_currency, amount_residual_currency)
        WHERE reconciled IS NOT TRUE AND amount_currency > 0 AND parent_state = 'posted'"""
    )
