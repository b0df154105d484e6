"""When the money of an installment should come in, which its contract does not say.

First of: the day of the payments scheduled for it, the day from which the bank pays the
cheques and bills that settled it, the day that the customer promised, its due date. Of several
such days, the last one: only then is all of it there. It depends on no other day, so the past
is expected in the past.
"""

from odoo.tools import SQL


def expected_dates(lines):
    """Day by which each of ``lines`` should be collected, as ``{line id: date}``.

    Of every one of them, whatever the user may read.
    """
    env = lines.env
    env.flush_all()
    table = SQL.identifier("item")
    rows = env.execute_query(
        SQL(
            "SELECT item.id, %s FROM account_move_line item %s WHERE item.id = ANY(%s)",
            expected_sql(table),
            SQL(" ").join(expected_joins(table)),
            lines.ids,
        )
    )
    return dict(rows)


def expected_sql(item):
    """SQL of the expected date of the journal item ``item``, beside ``expected_joins()``."""
    return SQL(
        "COALESCE(scheduled.scheduled_date, %s, noted.promised_date, %s)",
        instrument_sql(item),
        due_sql(item),
    )


def due_sql(item):
    """SQL of the due date; what has none, such as a doubtful debt, was due when it arose."""
    return SQL("COALESCE(%(item)s.date_maturity, %(item)s.date)", item=item)


def expected_joins(item):
    """Tables of the facts that the ledger does not hold, one row at most for each item.

    Each says so to PostgreSQL, which then skips those that a query does not need.
    """
    return [
        SQL(
            """LEFT JOIN (
                SELECT DISTINCT ON (plan.line_id) plan.line_id, money.scheduled_date,
                       money.journal_id, money.means_id
                  FROM receivables_allocation_line plan
                  JOIN account_payment money ON money.id = plan.payment_id
                 WHERE money.collection_state = 'scheduled'
              ORDER BY plan.line_id, money.scheduled_date DESC, money.id DESC
            ) scheduled ON scheduled.line_id = %s.id""",
            item,
        ),
        SQL("LEFT JOIN receivables_installment_note noted ON noted.line_id = %s.id", item),
    ]


def instrument_sql(item):
    # Few open items are partly settled: the others are not looked up.
    return SQL(
        """CASE WHEN %(item)s.amount_residual_currency <> %(item)s.amount_currency THEN
           (SELECT MAX(money.instrument_due_date)
              FROM account_partial_reconcile settled
              JOIN account_move_line credit ON credit.id = settled.credit_move_id
              JOIN account_payment money ON money.id = credit.payment_id
             WHERE settled.debit_move_id = %(item)s.id) END""",
        item=item,
    )
