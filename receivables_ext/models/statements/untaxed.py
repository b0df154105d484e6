"""Turn the rows of a statement into tax-excluded ones.

**The rule** (A-01): a document counts for its tax-excluded amount; an allocation for the
tax-excluded share of the document it settles; money that settles nothing yet, at face value,
on a line of its own. So the tax of a document leaves the account on its day, and that of an
allocation comes back on the day of the match: it is deducted from the payment's own line when
the payment is of the period, and is a line of its own when the payment came before it.
"""

from collections import Counter
from itertools import groupby
from operator import itemgetter

from odoo.fields import Domain
from odoo.tools import SQL

from ...rules import tax_basis
from ..ledger.units import to_units_by_id
from .items import column_names, entity_query
from .match import matches_by_line
from .movement import add_rows
from .rows import Movement, TaxedDocument

COLUMNS = ("move_id", "id", "currency_id", "amount_currency")


def taxed_documents(request, entity_ids):
    """What each installment of an invoice or credit note is worth without tax.

    :return: ``TaxedDocument`` by id of item; both amounts are below zero for credit notes
    """
    env = request.env
    query, entity = entity_query(request, entity_ids, Domain("display_type", "=", "payment_term"))
    move = query.join(query.table, "move_id", "account_move", "id", "document")
    columns = column_names(query.table, *COLUMNS)
    query.order = SQL(", ").join(columns[:2])
    columns += column_names(move, "amount_total", "amount_untaxed")
    to_units = to_units_by_id(env)
    found = env.execute_query(query.select(*columns, entity))
    documents = {}
    for _move_id, lines in groupby(found, itemgetter(0)):
        lines = list(lines)
        currency_id, total, untaxed = lines[0][2], lines[0][4], lines[0][5]
        parts = [to_units(line[3], currency_id) for line in lines]
        sign = 1 if sum(parts) >= 0 else -1
        shares = tax_basis.split(
            [sign * part for part in parts],
            to_units(total, currency_id),
            to_units(untaxed, currency_id),
        )
        for line, part, share in zip(lines, parts, shares, strict=True):
            documents[line[1]] = TaxedDocument((line[6], currency_id), part, sign * share)
    return documents


def taxes_of_matches(documents, matches):
    """The tax in each match of a document, in units, above zero for invoices.

    :return: dict by (id of the item, id of the match)
    """
    taxes = {}
    for line_id, document in documents.items():
        found = matches.get(line_id, [])
        sign = document.sign
        shares = tax_basis.shares(
            sign * document.units, sign * document.untaxed, [match.units for match in found]
        )
        for match, share in zip(found, shares, strict=True):
            taxes[line_id, match.id] = sign * (match.units - share)
    return taxes


def exclude_tax(request, facts, openings, rows):
    """Turn balances before the period, and rows of the period, into tax-excluded ones.

    :param facts: see ``read_tax_facts()``
    :return: the two, see ``movement.py``
    """
    documents, matches, taxes = facts
    rows = [exclude_tax_of_details(row, documents, taxes) for row in rows]
    rows = set_apart(request.env, rows, documents, matches)
    by_line = {line_id: rank for rank, row in enumerate(rows) for line_id in row.line_ids}
    by_match = {(row.key, row.match_id): rank for rank, row in enumerate(rows) if row.match_id}
    change = Counter()  # in units, by rank of the movement
    for line_id, document in documents.items():
        tax = document.units - document.untaxed
        if line_id in by_line:
            change[by_line[line_id]] -= tax
        else:
            openings[document.key] = openings.get(document.key, 0) - tax
    extra = []
    for (key, match_id), (tax, match) in added_up(documents, matches, taxes).items():
        rank = by_match.get((key, match_id))
        if rank is None and match.other_id not in documents:
            rank = by_line.get(match.other_id)
        if rank is not None and rows[rank].key == key:
            change[rank] += tax
        else:
            extra.append(tax_row(request, key, tax, match))
    for rank, units in change.items():
        rows[rank] = rows[rank]._replace(units=rows[rank].units + units)
    add_rows(request, openings, rows, extra)
    return openings, [row for row in rows if row.units]


def exclude_tax_of_open_items(facts, groups):
    """Turn open items, lists by key, into tax-excluded ones."""
    documents, matches, taxes = facts

    def exclude(row):
        (line_id,) = row.line_ids
        document = documents.get(line_id)
        if not document:
            return row
        left = document.untaxed
        for match in matches.get(line_id, ()):
            left -= document.sign * match.units - taxes[line_id, match.id]
        whole = document.untaxed
        return row._replace(units=left, original=whole, settled=whole - left)

    return {key: [exclude(row) for row in rows] for key, rows in groups.items()}


def read_tax_facts(request, entity_ids):
    """Facts of all the past: the documents, the matches and the tax in each of them."""
    documents = taxed_documents(request, entity_ids)
    matches = matches_by_line(request, entity_ids, since_start=False)
    return documents, matches, taxes_of_matches(documents, matches)


def added_up(documents, matches, taxes):
    """The tax that each match brings back, of the two documents together where it ties two.

    :return: dict of (tax in units, match) by (key, id of the match); no zero
    """
    totals = {}
    for line_id, document in documents.items():
        for match in matches.get(line_id, []):
            name = document.key, match.id
            tax, _match = totals.get(name, (0, None))
            totals[name] = tax + taxes[line_id, match.id], match
    return {name: total for name, total in totals.items() if total[0]}


def exclude_tax_of_details(row, documents, taxes):
    """What a row settled, or what settled it, at the tax-excluded share of the document."""
    if row.details is None:
        return row
    details = []
    for detail in row.details:
        line_id = detail.line_id if detail.line_id in documents else detail.other_id
        # What it settled in another currency, or of another customer, left with its tax.
        document = documents.get(line_id)
        if document and document.key == row.key:
            tax = document.sign * taxes.get((line_id, detail.id), 0)
            detail = detail._replace(units=detail.units - tax)
        details.append(detail)
    own = [documents[line_id].untaxed for line_id in row.line_ids if line_id in documents]
    left = abs(sum(own)) - sum(detail.units for detail in details) if own else row.left
    return row._replace(details=tuple(details), left=left)


def set_apart(env, rows, documents, matches):
    """Put what a payment has left to use on a line of its own, which says so."""
    found = []
    for row in rows:
        found.append(row)
        if row.units >= 0 or documents.keys() & row.line_ids or not row.line_ids:
            continue
        used = sum(match.units for line_id in row.line_ids for match in matches.get(line_id, ()))
        left = -row.units - used
        wording = env._("%(movement)s, not yet allocated: tax included", movement=row.description)
        if left and used:
            found[-1] = row._replace(units=row.units + left, left=0)
            details = None if row.details is None else ()
            apart = row._replace(units=-left, line_ids=(), description=wording, details=details)
            found.append(apart)
        elif left:
            found[-1] = row._replace(description=wording)
    return found


def tax_row(request, key, tax, match):
    return Movement(
        key=key,
        date=match.match_date,
        reference=match.reference,
        description=request.env._("Tax in what it settles"),
        units=tax,
        move_id=match.move_id,
        details=() if request.mode == "detailed" else None,
    )
