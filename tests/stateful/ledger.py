"""The ledger as the database holds it: one SQL query for each thing that must never be."""

from odoo.addons.receivables_ext.models.checks.broken import find_broken_allocations
from odoo.addons.receivables_ext.models.checks.identity import find_disagreements

# Some cents of a currency may be worth nothing in that of the company: core settles them all the
# same.
# In no history: a match of a document with itself (decision 38), an exchange difference, and its
# reversal, which core books when what it belongs to is released.
NO_HISTORY = """debit.move_id = credit.move_id OR EXISTS (
    SELECT FROM account_partial_reconcile adjusted
     WHERE adjusted.exchange_move_id IN (debit.move_id, credit.move_id)) OR EXISTS (
    SELECT FROM account_move undoing
      JOIN res_company company ON company.id = undoing.company_id
     WHERE undoing.id IN (debit.move_id, credit.move_id)
       AND undoing.reversed_entry_id IN (debit.move_id, credit.move_id)
       AND undoing.journal_id = company.currency_exchange_journal_id)"""
NEVER = {
    "an entry whose debits and credits differ": """
        SELECT move_id FROM account_move_line GROUP BY move_id HAVING ROUND(SUM(balance), 2) <> 0
    """,
    "a residual that is not the balance less what is allocated": """
        SELECT line.id, line.amount_residual
          FROM account_move_line line
          JOIN account_account account ON account.id = line.account_id
         WHERE account.account_type = 'asset_receivable'
           AND line.parent_state = 'posted'
           AND ROUND(line.amount_residual - line.balance
             + (SELECT COALESCE(SUM(amount), 0) FROM account_partial_reconcile
                 WHERE debit_move_id = line.id)
             - (SELECT COALESCE(SUM(amount), 0) FROM account_partial_reconcile
                 WHERE credit_move_id = line.id), 2) <> 0
    """,
    "a residual beyond its own side": """
        SELECT line.id, line.balance, line.amount_residual
          FROM account_move_line line
          JOIN account_account account ON account.id = line.account_id
         WHERE account.account_type = 'asset_receivable'
           AND line.parent_state = 'posted'
           AND (line.balance * line.amount_residual < 0
                OR ABS(line.amount_residual) > ABS(line.balance))
    """,
    "two residuals of one item that disagree": """
        SELECT id FROM account_move_line
         WHERE currency_id = company_currency_id
           AND amount_residual <> amount_residual_currency
    """,
    "an item marked as settled with something left, or the reverse": """
        SELECT line.id
          FROM account_move_line line
          JOIN account_account account ON account.id = line.account_id
         WHERE account.account_type = 'asset_receivable'
           AND line.parent_state = 'posted' AND line.balance <> 0
           AND line.reconciled IS DISTINCT FROM (
               line.amount_residual = 0 AND line.amount_residual_currency = 0)
    """,
    "a document whose residual is not that of its items": """
        SELECT move.id, move.amount_residual
          FROM account_move move
          JOIN account_move_line line ON line.move_id = move.id
         WHERE move.move_type IN ('out_invoice', 'out_refund') AND move.state = 'posted'
           AND line.display_type = 'payment_term'
         GROUP BY move.id
        HAVING ROUND(ABS(SUM(line.amount_residual_currency)) - move.amount_residual, 2) <> 0
    """,
    "a payment state that the residual contradicts": """
        SELECT id, payment_state, amount_residual FROM account_move
         WHERE move_type IN ('out_invoice', 'out_refund') AND state = 'posted'
           AND ((amount_residual = 0) <> (payment_state IN ('paid', 'reversed', 'in_payment'))
                OR (amount_residual = amount_total AND amount_total <> 0)
                   <> (payment_state = 'not_paid'))
    """,
    "an allocation without amount": """
        SELECT id FROM account_partial_reconcile
         WHERE LEAST(amount, debit_amount_currency, credit_amount_currency) < 0
            OR GREATEST(amount, debit_amount_currency, credit_amount_currency) = 0
    """,
    "an allocation in force without its line of history, or with two": f"""
        SELECT part.id
          FROM account_partial_reconcile part
          JOIN account_move_line debit ON debit.id = part.debit_move_id
          JOIN account_move_line credit ON credit.id = part.credit_move_id
          JOIN account_account account ON account.id = debit.account_id
     LEFT JOIN receivables_allocation_event event ON event.partial_id = part.id
         WHERE account.account_type = 'asset_receivable' AND NOT ({NO_HISTORY})
         GROUP BY part.id HAVING COUNT(event.id) <> 1
    """,
    "a history that does not add up to the allocations in force": f"""
        SELECT debit_move_id, credit_move_id
          FROM (SELECT debit_move_id, credit_move_id,
                       CASE kind WHEN 'allocated' THEN amount ELSE -amount END AS amount
                  FROM receivables_allocation_event
                 UNION ALL
                SELECT debit.move_id, credit.move_id, -part.debit_amount_currency
                  FROM account_partial_reconcile part
                  JOIN account_move_line debit ON debit.id = part.debit_move_id
                  JOIN account_move_line credit ON credit.id = part.credit_move_id
                  JOIN account_account account ON account.id = debit.account_id
                 WHERE account.account_type = 'asset_receivable'
                   AND NOT ({NO_HISTORY})) AS rows
         GROUP BY debit_move_id, credit_move_id HAVING ROUND(SUM(amount), 2) <> 0
    """,
    "a registered payment without its entry, or with two": """
        SELECT payment.id
          FROM account_payment payment
     LEFT JOIN account_move move ON move.origin_payment_id = payment.id AND move.state = 'posted'
         WHERE payment.state IN ('in_process', 'paid')
         GROUP BY payment.id HAVING COUNT(move.id) <> 1
    """,
    "a draft payment that has allocated something": """
        SELECT payment.id
          FROM account_payment payment
          JOIN account_move_line line ON line.payment_id = payment.id
          JOIN account_partial_reconcile part
            ON line.id IN (part.debit_move_id, part.credit_move_id)
         WHERE payment.state = 'draft'
    """,
}


def problems(env, partners=None):
    """What is wrong in the ledger, and in the figures of ``partners``; nothing when all is well.

    :param partners: ``res.partner``; None for all customers
    """
    env.flush_all()
    found = []
    for sentence, query in NEVER.items():
        env.cr.execute(query)
        if rows := env.cr.fetchall():
            found.append(f"{sentence}: {rows[:5]}")
    ids = None if partners is None else partners.ids
    return [*found, *find_broken_allocations(env, ids), *find_disagreements(env, ids)]
