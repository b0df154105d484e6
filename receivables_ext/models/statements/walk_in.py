"""The statement of walk-in customers: by document, as a balance would mix strangers.

Every document stands for itself, with its lines, what settled it and what is left. What a
payment has left beyond the documents is on a line of its own. So the remaining amounts,
which are the exceptions, add up to the balance of the generic account.
"""

from itertools import accumulate, groupby

from odoo.exceptions import UserError
from odoo.fields import Domain

from ..ledger.units import to_amounts_of
from ..walk_ins.account_move import IDENTITY
from .layout import lay_out_matches
from .match import matches_by_line
from .movement import find_documents
from .rows import WalkInLine


def find_walk_in_statements(request, entity_ids):
    """Find the documents of the period, by generic customer and currency.

    :return: list of dicts, see ``receivables.statement.get_statements()``. Their lines also
        have ``identity`` (text), ``items`` (dicts ``name``, ``quantity``, ``price``,
        ``taxes``, ``total``), ``details`` (what settled the document), ``left`` and
        ``status``; ``balance`` is what is left, or runs over the documents of one walk-in
        customer when the request groups by them. Also ``payment_totals`` (dicts ``name``,
        ``amount``: money of the period by means of payment) and ``exceptions`` (their number).
    """
    rows = find_documents(request, entity_ids)
    matches = matches_by_line(request, entity_ids)
    lines = document_lines(request, rows, matches)
    found = []
    for key in dict.fromkeys(line.row.key for line in lines):
        own = [line for line in lines if line.row.key == key]
        shown = [line for line in own if is_asked_for(request, line)]
        if shown:
            found.append(lay_out_documents(request, key, own, shown))
    return found


def generic_customers(request, entity_ids):
    """Ids of the walk-in customers among ``entity_ids``; None for all.

    :raise UserError: a customer with an account was asked for by name
    """
    env = request.env
    # Archived ones had documents too.
    partners = env["res.partner"].sudo().with_context(active_test=False)
    if entity_ids is None:
        return partners.search(Domain("is_walk_in", "=", True)).ids
    partners = partners.browse(entity_ids)
    generic = partners.filtered("is_walk_in")
    if partners - generic and not request.all_customers:
        raise UserError(
            env._(
                "%(customers)s: no walk-in customer. Ask for the activity or the open items, "
                "or choose walk-in customers only.",
                customers=", ".join((partners - generic).mapped("display_name")),
            )
        )
    return generic.ids


# === Lines === #


def document_lines(request, rows, matches):
    """Documents with what settled them, then payments: all in units of the currency."""
    env = request.env
    # What a document says is read with the rights that showed its item.
    moves = env["account.move"].sudo().browse(row.move_id for row in rows)
    moves.fetch([*IDENTITY, "move_type", "journal_id", "create_uid", "origin_payment_id"])
    lines = []
    for row, move in zip(rows, moves, strict=True):
        found = tuple(match for line_id in row.line_ids for match in matches.get(line_id, ()))
        sign = 1 if row.units > 0 else -1
        left = row.units - sign * sum(match.units for match in found)
        is_document = move.is_sale_document(True)
        document = move if is_document else first_document(env, found)
        lines.append(WalkInLine(row, move, is_document, document, found, left))
    return lines


def first_document(env, matches):
    """The document that says whose money a payment is."""
    # The document that a payment of the same account settles says whose it is.
    moves = env["account.move"].sudo().browse(match.move_id for match in matches)
    return moves.filtered(lambda move: move.is_sale_document(True))[:1]


def is_asked_for(request, line):
    """Documents, and money left beyond them, that pass the filters of the request."""
    if not line.is_document and not line.left:
        return False
    texts = [line.document[name] or "" for name in IDENTITY]
    search = (request.walk_in_search or "").casefold()
    if search and not any(search in text.casefold() for text in texts):
        return False
    if request.walk_in_status and request.walk_in_status != status_of(line):
        return False
    if request.user_id and line.move.create_uid != request.user_id:
        return False
    journals = {line.move.journal_id.id, *journals_of(request.env, line.matches)}
    return not request.journal_id or request.journal_id.id in journals


def journals_of(env, matches):
    # Which till a payment went to is on the document that its owner holds.
    moves = env["account.move"].sudo().browse(match.move_id for match in matches)
    return moves.journal_id.ids


def status_of(line):
    if not line.left:
        return "paid"
    return "unpaid" if line.left > 0 else "overpaid"


# === Layout === #


def lay_out_documents(request, key, own, shown):
    env = request.env
    currency = env["res.currency"].browse(key[1])
    amount = to_amounts_of(currency)
    lines = [line_of(env, line, amount) for line in shown]
    if request.by_identity:
        lines = group_by_identity(lines, amount, shown)
    left = [line.left for line in shown]
    return {
        "partner_id": key[0],
        "currency_id": key[1],
        "opening": 0.0,
        "has_opening": False,
        "opening_label": "",
        "lines": lines,
        "total_debit": amount(sum(debit_of(line) for line in shown)),
        "total_credit": amount(sum(debit_of(line) - line.left for line in shown)),
        "closing": amount(sum(left)),
        "ageing": [],
        "exceptions": sum(1 for units in left if units),
        "payment_totals": payment_totals(own, shown, amount),
    }


def debit_of(line):
    """Invoiced, or what settled a credit note; of a payment, only what is left counts."""
    if not line.is_document:
        return 0
    return line.row.units if line.row.units > 0 else line.left - line.row.units


def line_of(env, line, amount):
    debit = debit_of(line)
    return {
        "date": line.row.date,
        "reference": line.row.reference,
        "description": describe_line(env, line),
        "debit": amount(debit),
        "credit": amount(debit - line.left),
        "balance": amount(line.left),
        "left": amount(line.left),
        "move_id": line.row.move_id,
        "identity": identity_text(line.document),
        "status": status_of(line),
        "items": sold_items(line.move) if line.is_document else [],
        "details": lay_out_matches(line.matches if line.is_document else (), amount),
    }


def describe_line(env, line):
    if line.is_document:
        return ", ".join(filter(None, [identity_text(line.move), line.row.description]))
    return env._("%(payment)s: left, to give back", payment=line.row.description)


def identity_text(move):
    return ", ".join(move[name] for name in IDENTITY if move[name])


def sold_items(move):
    """What was sold, in the amounts of the document."""
    return [
        {
            "name": item.name,
            "quantity": item.quantity,
            "price": item.price_unit,
            "taxes": ", ".join(item.tax_ids.mapped("name")),
            "total": item.price_total,
        }
        for item in move.invoice_line_ids
        if item.display_type == "product"
    ]


def group_by_identity(lines, amount, shown):
    """Documents of one walk-in customer together, their balance running."""

    def person(pair):
        _line, found = pair
        known = found.document._get_walk_in_identity() if found.document else ()
        return next(filter(None, known), "")

    pairs = sorted(zip(lines, shown, strict=True), key=person)
    found = []
    for _person, group in groupby(pairs, key=person):
        group = list(group)
        balances = accumulate(found.left for _line, found in group)
        found += [
            {**line, "balance": amount(balance)}
            for (line, _found), balance in zip(group, balances, strict=True)
        ]
    return found


def payment_totals(own, shown, amount):
    """Money of the period by means of payment, of those whose documents are shown."""
    moves = {line.row.move_id for line in shown}
    totals = {}
    for line in own:
        tied = line.row.move_id in moves or any(match.move_id in moves for match in line.matches)
        # Names of means of payment, on documents that the user may read.
        payment = line.move.origin_payment_id
        if tied and (payment or line.move.statement_line_id):
            name = payment.method_shown or line.move.journal_id.name
            totals[name] = totals.get(name, 0) - line.row.units
    return [{"name": name, "amount": amount(units)} for name, units in sorted(totals.items())]
