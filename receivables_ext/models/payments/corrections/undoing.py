"""The entries that undo payments, and those of the fees, for queries of other rooms."""

from odoo.tools import SQL


def undoing_sql():
    """SQL of one row for each such entry: ``move_id``, ``payment_id``, ``act`` and ``why``.

    The act is ``return`` (the bank took the money back), ``fees`` (what the bank charged for it) or
    ``correct`` (the payment was wrong: ``why`` is what the user wrote).
    """
    return SQL(
        """(SELECT move_id, payment_id, 'return' AS act, NULL AS why
              FROM receivables_payment_return
             UNION ALL
            SELECT fees_move_id, payment_id, 'fees', NULL
              FROM receivables_payment_return WHERE fees_move_id IS NOT NULL
             UNION ALL
            SELECT reversal_id, payment_id, 'correct', reason
              FROM receivables_payment_correction
             WHERE reversal_id IS NOT NULL AND act = 'correct')"""
    )
