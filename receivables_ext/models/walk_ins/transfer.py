"""Move documents of the generic customer, with what settles them, to a known customer.

**How it works**: no entry is edited and no allocation is taken away. One entry holds, for
every installment and every credit that settles it, its amount with the opposite sign on the
generic customer and with the same sign on the known one. On the generic side these lines close
what is open, and one another for what was settled; on the known side they are allocated to one
another as the documents were, so what was open stays open there, with its due date.
"""

from collections import defaultdict

from odoo.fields import Command

from ..allocation.guard import lock_lines
from ..ledger.lock_dates import first_open_date
from ..ledger.permit import permit
from . import guard
from .identity import name_of_person


def transfer_documents(documents, customer, journal, date):
    """Transfer ``documents`` to ``customer``.

    :param date: of the entry; the first open day after it when its period is closed
    :return: the record of the transfer
    :raises UserError: the documents cannot be transferred; nothing is written
    """
    env = documents.env
    guard.check_transfer(documents, customer)
    # The right to transfer these very documents was checked: the entry and its allocations
    # are made for users who may not post other entries.
    documents = documents.sudo()
    lines = receivable_lines(documents)
    partials = lines.matched_debit_ids | lines.matched_credit_ids
    lock_lines(lines | partials.debit_move_id | partials.credit_move_id)
    moved = moved_amounts(lines, partials)
    guard.check_moved(documents, moved, partials)
    # The journal of the entry, which the user chose; its rights are those of the transfer.
    move, left, right = book_transfer(documents, moved, customer, journal.sudo(), date)
    # The items of these very documents: the right to transfer them was checked.
    service = env["receivables.allocation"].sudo()
    service.apply(rows_of_transfer(moved, partials, left, right))
    return record_transfer(documents, customer, move, moved).with_env(env)


def receivable_lines(documents):
    return documents.line_ids.filtered(
        lambda line: line.account_id.account_type == "asset_receivable" and line.balance
    )


def moved_amounts(lines, partials):
    """What is transferred of each item: ``{line: (balance, amount in currency)}``, signed.

    Installments as a whole; of a credit what settles them, and also what it has left when it
    settles nothing else.
    """
    moved = {line: (line.balance, line.amount_currency) for line in lines}
    shares = defaultdict(lambda: (0.0, 0.0))
    for partial in partials:
        debit, credit = partial.debit_move_id, partial.credit_move_id
        for line, balance, amount in (
            (debit, partial.amount, partial.debit_amount_currency),
            (credit, -partial.amount, -partial.credit_amount_currency),
        ):
            if line not in lines:
                known = shares[line]
                shares[line] = (known[0] + balance, known[1] + amount)
    for line, share in shares.items():
        is_own = (line.matched_debit_ids | line.matched_credit_ids) <= partials
        moved[line] = (line.balance, line.amount_currency) if is_own else share
    return moved


def book_transfer(documents, moved, customer, journal, date):
    """Post the entry.

    :return: it, and its lines on the generic and on the known side by item
    """
    customer = customer.with_company(documents.company_id).commercial_partner_id
    account = customer.sudo().property_account_receivable_id  # of the company in use
    vals_list = []
    for line, (balance, amount) in moved.items():
        name = f"{line.move_id.name} - {name_of_stranger(documents)}"
        common = {
            "name": name,
            "currency_id": line.currency_id.id,
            "date_maturity": line.date_maturity or line.date,
        }
        for sign, values in (
            (-1, {"account_id": line.account_id.id, "partner_id": line.partner_id.id}),
            (1, {"account_id": account.id, "partner_id": customer.id}),
        ):
            vals_list.append(
                {
                    **common,
                    **values,
                    "balance": sign * balance,
                    "amount_currency": sign * amount,
                }
            )
    stations = documents.station_id
    day = max(date, *documents.mapped("date"))  # not before a document
    move = documents.env["account.move"].create(
        {
            "move_type": "entry",
            "journal_id": journal.id,
            "date": first_open_date(documents.company_id, day, journal),
            "ref": documents.env._(
                "Walk-in documents transferred to %(customer)s",
                customer=customer.display_name,
            ),
            "station_id": stations.id if len(stations) == 1 else False,
            "line_ids": [Command.create(vals) for vals in vals_list],
        }
    )
    move._post(soft=False)
    booked = move.line_ids.sorted("id")
    return (
        move,
        dict(zip(moved, booked[::2], strict=True)),
        dict(zip(moved, booked[1::2], strict=True)),
    )


def name_of_stranger(documents):
    named = documents.filtered("walk_in_name")
    return name_of_person((named or documents)[0])


def rows_of_transfer(moved, partials, left, right):
    """What is allocated to what, on the generic side (``left``) and on the known one."""
    rows = []

    def add(debit, credit, amount):
        rows.append(
            {
                "debit_line_id": debit.id,
                "credit_line_id": credit.id,
                "amount": amount,
                "currency_id": debit.currency_id.id,
                "reason": "transfer",
            }
        )

    for partial in partials:
        debit, credit = partial.debit_move_id, partial.credit_move_id
        add(left[credit], left[debit], partial.debit_amount_currency)
        add(right[debit], right[credit], partial.debit_amount_currency)
    for line, residual in open_parts(moved).items():
        if residual > 0:
            add(line, left[line], residual)
        else:
            add(left[line], line, -residual)
    return rows


def open_parts(moved):
    """What is open of the items that are transferred as a whole, signed."""
    return {
        line: line.amount_residual_currency
        for line, (_balance, amount) in moved.items()
        if not line.currency_id.compare_amounts(amount, line.amount_currency)
        and not line.currency_id.is_zero(line.amount_residual_currency)
    }


def record_transfer(documents, customer, move, moved):
    """Keep what was transferred, and say it on the documents."""
    env = documents.env
    documents_lines = [line for line in moved if line.move_id in documents]
    # Written by the system once the transfer, whose right was checked, is booked.
    record = permit.opened(env["receivables.walk.in.conversion"].sudo()).create(
        {
            "partner_id": customer.commercial_partner_id.id,
            "document_ids": documents.ids,
            "move_id": move.id,
            "currency_id": documents.currency_id.id,
            "amount": sum(moved[line][1] for line in documents_lines),
            "amount_open": sum(amount for _balance, amount in moved.values()),
        }
    )
    documents.invalidate_recordset(["walk_in_conversion_id"])
    body = env._(
        "Transferred to the account of %(customer)s by %(entry)s.",
        customer=customer.display_name,
        entry=move._get_html_link(),
    )
    documents._message_log_batch({document.id: body for document in documents})
    return record
