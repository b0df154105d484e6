"""The history keeps what settled, how it was paid, by whom, and which allocation was removed.

What existing lines lack is read from the ledger. Nothing is known of a document that was deleted:
what it alone would say stays empty.
"""


def migrate(cr, _version):
    """Fill the lines that the version before wrote."""
    for statement in (CREDITS_AND_MONEY, IN_FORCE, AMOUNTS, RATES, REMOVALS):
        cr.execute(statement)


CREDITS_AND_MONEY = """
    UPDATE receivables_allocation_event event
       SET credit_kind = fact.credit_kind,
           means_id = fact.means_id,
           method_name = fact.method_name,
           payer_id = fact.payer_id
      FROM (SELECT told.id,
                   CASE WHEN credit.move_type = 'out_refund' THEN 'credit_note'
                        WHEN credit.origin_payment_id IS NOT NULL
                          OR credit.statement_line_id IS NOT NULL THEN 'payment'
                        ELSE 'other' END AS credit_kind,
                   money.means_id,
                   money.method_name,
                   CASE WHEN payer.commercial_partner_id <> customer.commercial_partner_id
                        THEN payer.id END AS payer_id
              FROM receivables_allocation_event told
              JOIN account_move credit ON credit.id = told.credit_move_id
         LEFT JOIN account_move debit ON debit.id = told.debit_move_id
         LEFT JOIN account_payment money
                ON money.id = COALESCE(credit.origin_payment_id, debit.origin_payment_id)
         LEFT JOIN res_partner payer ON payer.id = money.payer_id
         LEFT JOIN res_partner customer ON customer.id = money.partner_id
             WHERE told.credit_kind IS NULL) fact
     WHERE fact.id = event.id
"""

# What is in force says itself which items it ties, and for how much.
IN_FORCE = """
    UPDATE receivables_allocation_event event
       SET company_amount = part.amount,
           debit_line_id = COALESCE(event.debit_line_id, part.debit_move_id),
           credit_line_id = COALESCE(event.credit_line_id, part.credit_move_id)
      FROM account_partial_reconcile part
     WHERE part.id = event.partial_id
       AND event.company_amount IS NULL
"""

AMOUNTS = """
    UPDATE receivables_allocation_event event
       SET company_amount = event.amount
      FROM res_company company
     WHERE company.id = event.company_id
       AND company.currency_id = event.currency_id
       AND event.company_amount IS NULL
"""

# What was removed is no longer in the ledger: it is worth what the settled document was booked at.
RATES = """
    UPDATE receivables_allocation_event event
       SET company_amount = ROUND(event.amount * item.rate, currency.decimal_places)
      FROM (SELECT line.move_id, line.currency_id,
                   SUM(line.balance) / SUM(line.amount_currency) AS rate
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE account.account_type = 'asset_receivable'
               AND line.amount_currency > 0
          GROUP BY line.move_id, line.currency_id) item,
           res_company company,
           res_currency currency
     WHERE item.move_id = event.debit_move_id
       AND item.currency_id = event.currency_id
       AND company.id = event.company_id
       AND currency.id = company.currency_id
       AND event.company_amount IS NULL
"""

# An amount between two documents may have been allocated and removed several times: as brackets
# do, a removal closes the last allocation that is still open. Within one depth the two alternate.
REMOVALS = """
    WITH told AS (
        SELECT event.id, event.kind,
               CONCAT_WS('|', event.company_id, event.currency_id, event.amount,
                         COALESCE(event.debit_move_id::text, event.debit_name),
                         COALESCE(event.credit_move_id::text, event.credit_name)) AS pair
          FROM receivables_allocation_event event
         WHERE event.partial_id IS NULL
           AND event.reversed_event_id IS NULL
           AND NOT EXISTS (SELECT FROM receivables_allocation_event later
                            WHERE later.reversed_event_id = event.id)
    ), nested AS (
        SELECT id, kind, pair,
               SUM(CASE kind WHEN 'allocated' THEN 1 ELSE -1 END) OVER (
                   PARTITION BY pair ORDER BY id
               ) + CASE kind WHEN 'removed' THEN 1 ELSE 0 END AS depth
          FROM told
    ), paired AS (
        SELECT id, kind, LAG(id) OVER before AS before_id, LAG(kind) OVER before AS before_kind
          FROM nested
        WINDOW before AS (PARTITION BY pair, depth ORDER BY id)
    )
    UPDATE receivables_allocation_event event
       SET reversed_event_id = paired.before_id
      FROM paired
     WHERE paired.id = event.id
       AND paired.kind = 'removed'
       AND paired.before_kind = 'allocated'
"""
