"""The figures that the addon shows, read from Odoo."""

from collections import defaultdict

from odoo.tools import SQL

from tests.stateful.model import CREDIT_NOTE, INVOICE, PAYMENT, Link


def to_cents(amount):
    return round(amount * 100)


def read_figures(world):
    """Every figure the addon shows, by the same names as in ``Book.figures``."""
    world.env.flush_all()
    world.env.invalidate_all()
    invoices = {n: world.records[n] for n in world.book.names(INVOICE)}
    documents = invoices | {n: world.records[n] for n in world.book.names(CREDIT_NOTE)}
    payments = {n: world.records[n] for n in world.book.names(PAYMENT)}
    return {
        "residual": _cents_of(world.lines, "amount_residual"),
        "document_residual": _cents_of(documents, "amount_residual"),
        "payment_state": _values_of(documents, "payment_state"),
        "ledger_status": _values_of(documents, "ledger_status"),
        "open_due_date": {
            name: str(move.open_due_date) if move.open_due_date else None
            for name, move in invoices.items()
        },
        "unallocated_amount": _cents_of(payments, "unallocated_amount"),
        "allocation_state": _values_of(payments, "allocation_state"),
        "collection_state": _values_of(payments, "collection_state"),
        "refunded_amount": _cents_of(payments, "refunded_amount"),
        "refundable_amount": _cents_of(payments, "refundable_amount"),
        "scheduled_amount": _cents_of(invoices, "scheduled_amount"),
        "available_credit": _cents_of(invoices, "available_credit"),
        "amount_received": _cents_of(world.partners, "amount_received"),
        "amount_pending": _cents_of(world.partners, "amount_pending"),
        "amount_to_use": _cents_of(world.partners, "amount_to_use"),
        **_allocations(world),
        "closed": {key for key, line in world.lines.items() if line.full_reconcile_id},
        "accounts": _accounts(world),
    }


def _allocations(world):
    keys = {line.id: key for key, line in world.lines.items()}
    names = {
        (r.move_id if r._name == "account.payment" else r): n for n, r in world.records.items()
    }
    lines = world.env["account.move.line"].union(*world.lines.values())
    events = world.env["receivables.allocation.event"].search(
        [("debit_move_id", "in", lines.move_id.ids)]
    )
    history, turnover = defaultdict(int), {"allocated": 0, "removed": 0}
    for event in events:
        sign = 1 if event.kind == "allocated" else -1
        history[names[event.debit_move_id], names[event.credit_move_id]] += sign * to_cents(
            event.amount
        )
        turnover[event.kind] += to_cents(event.amount)
    return {
        "links": {
            partial.id: _link(keys, partial)
            for partial in lines.matched_debit_ids | lines.matched_credit_ids
        },
        "history": {pair: cents for pair, cents in history.items() if cents},
        "turnover": turnover,
    }


def _accounts(world):
    """Balance of each sort of account in all that was booked since the world began."""
    query = SQL(
        """
        SELECT CASE WHEN account.account_type = 'asset_receivable' THEN 'receivable'
                    WHEN account.account_type LIKE 'income%%' THEN 'income'
                    WHEN account.account_type LIKE 'expense%%' THEN 'expense'
                    ELSE 'bank' END AS sort,
               SUM(line.balance)
          FROM account_move_line line
          JOIN account_account account ON account.id = line.account_id
         WHERE line.id > %s AND line.parent_state = 'posted'
         GROUP BY sort
        """,
        world.last_line,
    )
    return {sort: to_cents(total) for sort, total in world.env.execute_query(query) if total}


def _values_of(records, fname):
    return {name: record[fname] for name, record in records.items()}


def _cents_of(records, fname):
    return {name: to_cents(amount) for name, amount in _values_of(records, fname).items()}


def _link(keys, partial):
    return Link(
        keys[partial.debit_move_id.id], keys[partial.credit_move_id.id], to_cents(partial.amount)
    )
