"""Lay out the rows of statements: debits, credits, running balances, totals, names."""

from collections import Counter
from itertools import pairwise

from odoo.tools import format_date

from ...rules import aging, balance
from ..ledger.units import to_amounts_of, to_units_by_id
from .rows import OpenItem


def lay_out(env, key, opening, rows, slices=None, has_opening=True, before=()):
    """One statement, see ``receivables.statement.get_statements()``.

    :param key: ids of the commercial entity and of the currency
    :param int opening: balance before the first row, in units of the currency
    :param rows: list of ``Movement``, sorted
    :param slices: what is open by delay, then the credits to use, in units of the currency
    :param bool has_opening: whether the first row begins with a balance
    :param before: items of which that balance is made, to be listed under it
    """
    partner_id, currency_id = key
    currency = env["res.currency"].browse(currency_id)
    amount = to_amounts_of(currency)
    movements = [row.units for row in rows]
    balances = balance.running(opening, movements)
    names = slice_names(env)
    return {
        "partner_id": partner_id,
        "currency_id": currency_id,
        "opening": amount(opening),
        "has_opening": has_opening,
        "opening_label": env._("Opening balance, of which") if before else env._("Opening balance"),
        "lines": [
            *({**lay_out_line(item, opening, amount), "is_before": True} for item in before),
            *(lay_out_line(row, after, amount) for row, after in zip(rows, balances, strict=True)),
        ],
        "total_debit": amount(sum(units for units in movements if units > 0)),
        "total_credit": amount(-sum(units for units in movements if units < 0)),
        "closing": amount(opening + sum(movements)),
        "ageing": [
            {"name": name, "amount": amount(units)}
            for name, units in zip(names, slices or [0] * len(names), strict=True)
        ],
    }


def lay_out_line(row, after, amount):
    """A line of a statement, with the balance ``after`` it: a dict that goes over RPC."""
    line = {
        "date": row.date,
        "reference": row.reference,
        "description": row.description,
        "debit": amount(row.units) if row.units > 0 else 0.0,
        "credit": amount(-row.units) if row.units < 0 else 0.0,
        "balance": amount(after),
        "move_id": row.move_id,
    }
    if row.details is not None:
        line["left"] = amount(row.left)
        line["details"] = lay_out_matches(row.details, amount)
    if isinstance(row, OpenItem):
        line |= {
            "date_due": row.date_due,
            "days_late": row.days_late,
            "original": amount(row.original),
            "settled": amount(row.settled),
        }
    return line


def lay_out_matches(matches, amount):
    """What a line settled, or what settled it."""
    return [
        {
            "date": match.date,
            "reference": match.reference,
            "description": match.description,
            "amount": amount(match.units),
            "move_id": match.move_id,
        }
        for match in matches
    ]


def header_texts(request):
    """Texts above the lines, see ``receivables.statement._get_header()``."""
    env = request.env
    last = format_date(env, request.date_to)
    if request.mode == "open_items":
        period = env._("On %(day)s", day=last)
    elif request.date_from:
        first = format_date(env, request.date_from)
        period = env._("From %(first)s to %(last)s", first=first, last=last)
    else:
        period = env._("Up to %(day)s", day=last)
    scope = ""
    companies = request._in_its_company().env.companies
    # Which companies belong together is no secret.
    root = request.company_id.sudo().root_id
    if companies != root.search([("id", "child_of", root.id)]):
        # Names of companies, which are on all their documents.
        scope = env._(
            "%(companies)s only, not the full account balance",
            companies=", ".join(companies.sudo().mapped("display_name")),
        )
    if request.station_id:
        scope = env._(
            "Station %(station)s only, not the full account balance",
            station=request.station_id.display_name,
        )
    # The lines of documents, which this statement prints, include tax.
    basis = "tax_included" if request.mode == "walk_in" else request.basis
    labels = {
        name: dict(request._fields[name]._description_selection(env))[value]
        for name, value in (("mode", request.mode), ("basis", basis))
    }
    title = env._("Statement of account")
    if request.mode == "walk_in":
        title = env._("Detailed statement of walk-in customers")
    return {"title": title, "period": period, "scope": scope, **labels}


def slice_names(env):
    """Titles of the ageing: the delays, then the credits, which are not late."""
    bounds = aging.BOUNDS
    return [
        env._("Not due"),
        *(
            env._("%(first)s to %(last)s days late", first=after + 1, last=last)
            for after, last in pairwise(bounds)
        ),
        env._("More than %(days)s days late", days=bounds[-1]),
        env._("To use"),
    ]


def add_up_totals(env, statements):
    """Add up ``statements``, each currency on its own: that of the company comes first.

    :return: list of dicts ``currency_id``, ``customers`` (how many), ``opening``, ``debit``,
        ``credit``, ``closing``, ``closing_label``
    """
    to_units = to_units_by_id(env)
    names = {
        "opening": "opening",
        "debit": "total_debit",
        "credit": "total_credit",
        "closing": "closing",
    }
    sums = {}
    for statement in statements:
        currency_id = statement["currency_id"]
        total = sums.setdefault(currency_id, Counter(dict.fromkeys(names, 0)))
        total["customers"] += 1
        for name, source in names.items():
            total[name] += to_units(statement[source], currency_id)
    own_currency = env.company.currency_id.id
    totals = []
    for currency_id in sorted(sums, key=lambda key: (key != own_currency, key)):
        amount = to_amounts_of(env["res.currency"].browse(currency_id))
        total = sums[currency_id]
        amounts = {name: amount(total[name]) for name in names}
        label = balance_wording(env, amounts["closing"], total["customers"])
        totals.append(
            {
                "currency_id": currency_id,
                "customers": total["customers"],
                **amounts,
                "closing_label": label,
            }
        )
    return totals


def with_names(env, statements):
    """Complete ``statements`` with the names of the customers, and sort them."""
    partners = env["res.partner"].browse({statement["partner_id"] for statement in statements})
    # Users who may read the items of a customer may know the name.
    names = {partner.id: (partner.display_name, partner.ref or "") for partner in partners.sudo()}
    for statement in statements:
        name, ref = names[statement["partner_id"]]
        statement |= {"partner_name": name, "partner_ref": ref}
    company_currency = env.company.currency_id.id
    return sorted(
        statements,
        key=lambda statement: (
            statement["partner_name"].casefold(),
            statement["partner_id"],
            statement["currency_id"] != company_currency,
            statement["currency_id"],
        ),
    )


def balance_wording(env, balance, customers=1):
    """Who owes ``balance``, said in words: a sign alone is read both ways."""
    if not balance:
        return env._("settled")
    if customers > 1:
        if balance > 0:
            return env._("due by the customers")
        return env._("in favour of the customers")
    if balance > 0:
        return env._("due by the customer")
    return env._("in favour of the customer")
