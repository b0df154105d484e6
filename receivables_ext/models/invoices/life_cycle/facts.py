"""What the ledger says of documents of customers and today does not change.

It is kept on the document, so that where it stands on a day is a comparison of two columns.
"""

from odoo.tools import SQL

from ....rules.lifecycle import OPEN, Facts, ledger_status
from ...ledger.units import to_units

CUSTOMER_TYPES = ("out_invoice", "out_refund", "out_receipt")
DEBIT_TYPES = ("out_invoice", "out_receipt")
"""What may be late: a credit note never is."""


def read_facts(moves):
    """The ``Facts`` of documents of customers, as ``{move: facts}``.

    One query for all of them, none when nothing is settled.
    """
    # Amounts of a draft say nothing, and a form may have emptied its currency.
    posted = moves.filtered(lambda move: move.state == "posted")
    cancelling = credit_notes_of(posted.filtered(lambda move: not _remaining(move)))
    return {move: Facts(move.state, 0, 0) for move in moves - posted} | {
        move: Facts(
            state=move.state,
            total=abs(to_units(move.amount_total, move.currency_id)),
            remaining=_remaining(move),
            by_credit_notes=bool(cancelling.get(move.id)),
            marked=move.settled_outside,
        )
        for move in posted
    }


def _remaining(move):
    return abs(to_units(move.amount_residual, move.currency_id))


def credit_notes_of(moves):
    """The credit notes that settled invoices, where nothing else did: ``{id: [ids]}``.

    A difference of exchange settles nothing. Of any invoice given, whatever the user may read.

    :param moves: invoices that are settled
    """
    moves = moves.filtered(lambda move: move.move_type in DEBIT_TYPES)
    if not moves.ids:
        return {}
    Partial, Move = moves.env["account.partial.reconcile"], moves.env["account.move"]
    read = [
        Partial._fields[name] for name in ("debit_move_id", "credit_move_id", "exchange_move_id")
    ]
    rows = moves.env.execute_query(
        SQL(
            """SELECT debit.move_id, ARRAY_AGG(DISTINCT credit.move_id ORDER BY credit.move_id)
                 FROM account_partial_reconcile part
                 JOIN account_move_line debit ON debit.id = part.debit_move_id
                 JOIN account_move_line credit ON credit.id = part.credit_move_id
                 JOIN account_move document ON document.id = credit.move_id
                WHERE debit.move_id IN %s AND credit.move_id <> debit.move_id
                  AND NOT EXISTS (SELECT FROM account_partial_reconcile adjusted
                                   WHERE adjusted.exchange_move_id = credit.move_id)
             GROUP BY debit.move_id
               HAVING BOOL_AND(document.move_type = 'out_refund')""",
            tuple(moves.ids),
            to_flush=[*read, Move._fields["move_type"]],
        )
    )
    return dict(rows)


def first_due_date(move):
    """The first due date of which something is left; nothing for what is never late."""
    dates = [
        line.date_maturity or line.date
        for line in move.line_ids
        if line.amount_residual_currency > 0
        and not line.reconciled
        and (
            line.account_type == "asset_receivable"
            or line.account_id in line.company_id.receivable_account_ids
        )
    ]
    return min(dates, default=False)


def note_facts(moves):
    """Keep what the ledger says on ``moves``, of any kind: most entries have no status."""
    documents = moves.filtered(lambda move: move.move_type in CUSTOMER_TYPES)
    (moves - documents).ledger_status = (moves - documents).open_due_date = False
    for move, facts in read_facts(documents).items():
        move.ledger_status = known = ledger_status(facts)
        move.open_due_date = (
            first_due_date(move) if known in OPEN and move.move_type in DEBIT_TYPES else False
        )


def fill_facts(cr):
    """Keep them on all documents that are there already: by SQL, in seconds."""
    cr.execute(
        """
        WITH owed AS (
            SELECT line.move_id, MIN(COALESCE(line.date_maturity, line.date)) AS due
              FROM account_move_line line
              JOIN account_account account ON account.id = line.account_id
             WHERE line.parent_state = 'posted' AND line.amount_residual_currency > 0
               AND NOT line.reconciled
               AND (account.account_type = 'asset_receivable' OR EXISTS (
                    SELECT FROM receivables_company_account_rel chosen
                     WHERE chosen.res_company_id = line.company_id
                       AND chosen.account_account_id = line.account_id))
          GROUP BY line.move_id),
        credited AS (
            SELECT debit.move_id
              FROM account_partial_reconcile part
              JOIN account_move_line debit ON debit.id = part.debit_move_id
              JOIN account_move_line credit ON credit.id = part.credit_move_id
              JOIN account_move document ON document.id = credit.move_id
             WHERE credit.move_id <> debit.move_id
               AND NOT EXISTS (SELECT FROM account_partial_reconcile adjusted
                                WHERE adjusted.exchange_move_id = credit.move_id)
          GROUP BY debit.move_id
            HAVING BOOL_AND(document.move_type = 'out_refund')),
        found AS (
            SELECT move.id, owed.due,
                   CASE WHEN move.state = 'draft' THEN 'draft'
                        WHEN move.state <> 'posted' THEN 'cancelled'
                        WHEN move.amount_residual = 0 THEN
                             CASE WHEN credited.move_id IS NOT NULL
                                   AND move.move_type <> 'out_refund' THEN 'cancelled'
                                  ELSE 'paid' END
                        WHEN move.settled_outside THEN 'paid_unrecorded'
                        WHEN ABS(move.amount_residual) = ABS(move.amount_total) THEN 'registered'
                        ELSE 'partial' END AS known
              FROM account_move move
         LEFT JOIN owed ON owed.move_id = move.id
         LEFT JOIN credited ON credited.move_id = move.id
             WHERE move.move_type IN ('out_invoice', 'out_refund', 'out_receipt'))
        UPDATE account_move move
           SET ledger_status = found.known,
               open_due_date = CASE WHEN found.known IN ('registered', 'partial')
                                     AND move.move_type <> 'out_refund' THEN found.due END
          FROM found
         WHERE found.id = move.id
        """
    )
