"""Turn the rows of a statement into tax-excluded ones.

**The rule** (A-01): a document counts for its tax-excluded amount; an allocation for the
tax-excluded share of the document it settles; money that settles nothing yet, at face value,
on a line of its own. So the tax of a document leaves the account on its day, and that of an
allocation comes back on the day of the match: it is deducted from the payment's own line when
the payment is of the period, and is a line of its own when the payment came before it.
"""

from itertools import groupby
from operator import itemgetter

from odoo.fields import Domain
from odoo.tools import SQL

from ...rules import tax_basis
from ..ledger.units import to_units_by_id
from .items import column_names, entity_query
from .match import matches_by_line
from .movement import add_rows

COLUMNS = ("move_id", "id", "currency_id", "date", "amount_currency")


def taxed_documents(env, request, entity_ids):
    """What each installment of an invoice or credit note is worth without tax.

    :return: dicts ``key``, ``date``, ``units``, ``untaxed`` (both below zero for credit
        notes) by id of item
    """
    query, entity = entity_query(
        env, request, entity_ids, Domain("display_type", "=", "payment_term")
    )
    move = query.join(query.table, "move_id", "account_move", "id", "document")
    columns = column_names(query.table, *COLUMNS)
    query.order = SQL(", ").join(columns[:2])
    columns += column_names(move, "amount_total", "amount_untaxed")
    to_units = to_units_by_id(env)
    found = env.execute_query(query.select(*columns, entity))
    documents = {}
    for _move_id, lines in groupby(found, itemgetter(0)):
        lines = list(lines)
        currency_id, total, untaxed = lines[0][2], lines[0][5], lines[0][6]
        parts = [to_units(line[4], currency_id) for line in lines]
        sign = 1 if sum(parts) >= 0 else -1
        shares = tax_basis.split(
            [sign * part for part in parts],
            to_units(total, currency_id),
            to_units(untaxed, currency_id),
        )
        for line, part, share in zip(lines, parts, shares, strict=True):
            documents[line[1]] = {
                "key": (line[7], currency_id),
                "date": line[3],
                "units": part,
                "untaxed": sign * share,
            }
    return documents


def taxes_of_matches(documents, matches):
    """The tax in each match of a document, in units, above zero for invoices.

    :return: dict by (id of the item, id of the match)
    """
    taxes = {}
    for line_id, document in documents.items():
        found = matches.get(line_id, [])
        sign = 1 if document["units"] >= 0 else -1
        shares = tax_basis.shares(
            sign * document["units"],
            sign * document["untaxed"],
            [match["units"] for match in found],
        )
        for match, share in zip(found, shares, strict=True):
            taxes[line_id, match["id"]] = sign * (match["units"] - share)
    return taxes


def exclude_tax(env, request, facts, openings, rows):
    """Turn balances before the period, and rows of the period, into tax-excluded ones.

    :param facts: see ``_read()``
    :return: the two, see ``movement.py``
    """
    documents, matches, taxes = facts
    by_line = {line_id: row for row in rows for line_id in row["line_ids"]}
    by_match = {(row["key"], row["match_id"]): row for row in rows if "match_id" in row}
    for row in rows:
        exclude_tax_of_details(row, documents, taxes)
    rows = set_apart(env, rows, documents, matches)
    for line_id, document in documents.items():
        tax = document["units"] - document["untaxed"]
        if line_id in by_line:
            by_line[line_id]["units"] -= tax
        else:
            openings[document["key"]] = openings.get(document["key"], 0) - tax
    extra = []
    for (key, match_id), (tax, match) in added_up(documents, matches, taxes).items():
        row = by_match.get((key, match_id))
        if not row and match["other_id"] not in documents:
            row = by_line.get(match["other_id"])
        if row and row["key"] == key:
            row["units"] += tax
        else:
            extra.append(tax_row(env, request, key, tax, match))
    add_rows(request, openings, rows, extra)
    return openings, [row for row in rows if row["units"]]


def exclude_tax_of_open_items(facts, groups):
    """Turn open items, see ``open_item.py``, into tax-excluded ones."""
    documents, matches, taxes = facts
    for row in (row for rows in groups.values() for row in rows):
        (line_id,) = row["line_ids"]
        if document := documents.get(line_id):
            left = document["untaxed"]
            for match in matches.get(line_id, []):
                sign = 1 if document["units"] >= 0 else -1
                left -= sign * match["units"] - taxes[line_id, match["id"]]
            row |= {
                "units": left,
                "original": document["untaxed"],
                "settled": document["untaxed"] - left,
            }
    return groups


def read_tax_facts(env, request, entity_ids):
    """Facts of all the past: the documents, the matches and the tax in each of them."""
    documents = taxed_documents(env, request, entity_ids)
    matches = matches_by_line(env, request, entity_ids, since_start=False)
    return documents, matches, taxes_of_matches(documents, matches)


def added_up(documents, matches, taxes):
    """The tax that each match brings back, of the two documents together where it ties two.

    :return: dict of (tax in units, match) by (key, id of the match); no zero
    """
    totals = {}
    for line_id, document in documents.items():
        for match in matches.get(line_id, []):
            name = document["key"], match["id"]
            tax, _match = totals.get(name, (0, None))
            totals[name] = tax + taxes[line_id, match["id"]], match
    return {name: total for name, total in totals.items() if total[0]}


def exclude_tax_of_details(row, documents, taxes):
    """What a row settled, or what settled it, at the tax-excluded share of the document."""
    for detail in row.get("details", []):
        line_id = detail["line_id"]
        if line_id not in documents:
            line_id = detail["other_id"]
        # What it settled in another currency, or of another customer, left with its tax.
        document = documents.get(line_id)
        if document and document["key"] == row["key"]:
            sign = 1 if document["units"] >= 0 else -1
            detail["units"] -= sign * taxes.get((line_id, detail["id"]), 0)
    own = [documents[line_id] for line_id in row["line_ids"] if line_id in documents]
    if own and "details" in row:
        settled = sum(detail["units"] for detail in row["details"])
        row["left"] = abs(sum(document["untaxed"] for document in own)) - settled


def set_apart(env, rows, documents, matches):
    """Put what a payment has left to use on a line of its own, which says so."""
    found = []
    for row in rows:
        found.append(row)
        if row["units"] >= 0 or documents.keys() & row["line_ids"] or not row["line_ids"]:
            continue
        used = sum(
            match["units"] for line_id in row["line_ids"] for match in matches.get(line_id, [])
        )
        left = -row["units"] - used
        wording = env._(
            "%(movement)s, not yet allocated: tax included", movement=row["description"]
        )
        if left and used:
            row["units"] += left
            apart = {**row, "units": -left, "line_ids": [], "description": wording}
            if "details" in row:
                apart["details"], row["left"] = [], 0
            found.append(apart)
        elif left:
            row["description"] = wording
    return found


def tax_row(env, request, key, tax, match):
    return {
        **({"details": [], "left": 0} if request.mode == "detailed" else {}),
        "key": key,
        "date": match["match_date"],
        "reference": match["reference"],
        "description": env._("Tax in what it settles"),
        "units": tax,
        "move_id": match["move_id"],
        "line_ids": [],
    }
