"""Documents cut into parts that are against each other offered one of them as a credit."""

from odoo import SUPERUSER_ID, api


def migrate(cr, version):
    """Take open parts of one document off each other, as documents of today are cut.

    By core's own means, so that residuals and numbers of matching follow; no tax becomes due, for
    no money came.
    """
    cr.execute(
        """SELECT ARRAY_AGG(part.id)
             FROM account_move_line part
             JOIN account_move document ON document.id = part.move_id
            WHERE document.move_type IN ('out_invoice', 'out_refund', 'out_receipt')
              AND part.display_type = 'payment_term'
              AND part.parent_state = 'posted'
              AND part.reconciled IS NOT TRUE
         GROUP BY part.move_id, part.account_id
           HAVING MIN(part.amount_residual) < 0 AND MAX(part.amount_residual) > 0"""
    )
    lines = api.Environment(cr, SUPERUSER_ID, {"no_cash_basis": True})["account.move.line"]
    for (ids,) in cr.fetchall():
        lines.browse(ids).reconcile()
