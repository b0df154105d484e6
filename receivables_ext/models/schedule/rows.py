"""Which items have rows in the schedule, and where the SQL of a row reads what it says."""

from dataclasses import dataclass

from odoo.tools import SQL

from . import expected_date
from .shares import shares_sql

ITEM = SQL.identifier("account_move_line")

# Of the credits that settled an installment, the last one says how it was paid. Few open items are
# partly settled: the others are not looked up.
LAST_CREDIT = """CASE WHEN account_move_line.amount_residual_currency
    <> account_move_line.amount_currency THEN (SELECT %(value)s
      FROM account_partial_reconcile settled
      JOIN account_move_line credit ON credit.id = settled.credit_move_id
      JOIN account_payment money ON money.id = credit.payment_id
     WHERE settled.debit_move_id = account_move_line.id
  ORDER BY credit.date DESC, settled.id DESC
     LIMIT 1) END"""

# What is left, as in ``_open_domain()``: what is settled has nothing left in its currency.
OWED = SQL("account_move_line.amount_residual_currency <> 0")

# Settled, it stays in the schedule if it was to be paid: a part of an invoice, or an entry. Not so
# money that was given or taken back, nor an entry and its reversal that settled each other, nor a
# difference of exchange. The lists are short; each is read once, if at all.
TO_BE_PAID = SQL(
    """account_move_line.display_type = 'payment_term' OR (
    account_move_line.invoice_date IS NULL
    AND (account_move_line.payment_id IS NULL OR account_move_line.is_retained)
    AND account_move_line.statement_line_id IS NULL
    AND account_move_line.move_id NOT IN (
        SELECT adjusted.exchange_move_id FROM account_partial_reconcile adjusted
         WHERE adjusted.exchange_move_id IS NOT NULL)
    AND account_move_line.id NOT IN (
        SELECT settled.debit_move_id FROM account_move undone
          JOIN account_move_line credit ON credit.move_id = undone.id
          JOIN account_partial_reconcile settled ON settled.credit_move_id = credit.id
          JOIN account_move_line debit ON debit.id = settled.debit_move_id
         WHERE undone.reversed_entry_id IS NOT NULL AND undone.move_type = 'entry'
           AND debit.move_id = undone.reversed_entry_id)
    AND account_move_line.id NOT IN (
        SELECT settled.debit_move_id FROM account_move undone
          JOIN account_move_line debit ON debit.move_id = undone.id
          JOIN account_partial_reconcile settled ON settled.debit_move_id = debit.id
          JOIN account_move_line credit ON credit.id = settled.credit_move_id
         WHERE undone.reversed_entry_id IS NOT NULL AND undone.move_type = 'entry'
           AND credit.move_id = undone.reversed_entry_id))"""
)


@dataclass(frozen=True)
class RowSource:
    """Where the SQL of a row reads what is to be paid, by when: an item, or a part of it.

    :param rank: of the part of an agreement, else nothing
    :param expected: the day by which it should be collected
    """

    id: SQL
    due: SQL
    amount: SQL
    remaining: SQL
    settled: SQL
    expected: SQL
    agreement: SQL
    rank: SQL


ITEMS = RowSource(
    id=SQL("account_move_line.id"),
    due=expected_date.due_sql(ITEM),
    amount=SQL("account_move_line.amount_currency"),
    remaining=SQL("account_move_line.amount_residual_currency"),
    settled=SQL("account_move_line.reconciled"),
    expected=expected_date.expected_sql(ITEM),
    agreement=SQL("NULL::int"),
    rank=SQL("NULL::int"),
)
# As ``items_and_parts()`` names them.
PARTS = RowSource(
    id=SQL("account_move_line.row_id"),
    due=SQL("account_move_line.row_due"),
    amount=SQL("account_move_line.row_amount"),
    remaining=SQL("account_move_line.row_remaining"),
    settled=SQL("account_move_line.row_settled"),
    expected=SQL(
        "CASE WHEN account_move_line.agreed_in IS NULL THEN %s ELSE account_move_line.row_due END",
        expected_date.expected_sql(ITEM),
    ),
    agreement=SQL("account_move_line.agreed_in"),
    rank=SQL("account_move_line.row_rank"),
)


def items_and_parts(items, agreements, today):
    """SQL of items as they are, and of those of ``agreements`` once for each of their parts.

    What is long to say of a row is said of both at once, outside: PostgreSQL then says it of the
    rows of a page only. Inside, both are found by the indexes of journal items.

    :param items: query of the journal items that have rows
    :param agreements: ids of those that hold today
    """
    return SQL(
        """(SELECT account_move_line.*, %(own)s FROM %(tables)s
             WHERE %(asked)s AND NOT EXISTS (
                   SELECT FROM receivables_agreement_item covered
                    WHERE covered.line_id = account_move_line.id
                      AND covered.agreement_id IN %(agreements)s)
          UNION ALL
            SELECT account_move_line.*, share.row_id, share.date_due, share.amount,
                   share.remaining, share.remaining = 0, share.agreement_id, share.part_rank
              FROM %(tables)s JOIN (%(shares)s) share ON share.line_id = account_move_line.id
             WHERE %(asked)s) AS account_move_line""",
        own=SQL(
            "%s AS row_id, %s AS row_due, %s AS row_amount, %s AS row_remaining,"
            " %s AS row_settled, %s AS agreed_in, %s AS row_rank",
            *(ITEMS.id, ITEMS.due, ITEMS.amount, ITEMS.remaining),
            *(ITEMS.settled, ITEMS.agreement, ITEMS.rank),
        ),
        tables=items.from_clause,
        asked=items.where_clause,
        agreements=tuple(agreements),
        shares=shares_sql(today, agreements),
    )
