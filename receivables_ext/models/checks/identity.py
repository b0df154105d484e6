"""One identity: what a customer owes is the same figure wherever it is shown.

For each customer, company (with its branches) and currency: what the ledger leaves open = the
last balance of a statement = the sum of its ageing = the net due of the schedule with credits
deducted. In the currency of the company, over all currencies: the same of the ledger = _Pending_
less _To use_ on the card. **How it works**: each figure is asked of the code that shows it, for all
customers at once; the ledger is added up here, and nowhere else.
"""

from collections import defaultdict
from dataclasses import dataclass

from odoo import fields
from odoo.fields import Domain
from odoo.tools import SQL

from ..ledger.units import to_amount, to_units, to_units_by_id
from ..statements.computation import closing_balances, entities_of_request
from ..statements.items import entity_query
from .families import company_families


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What a customer owes, which is not the same everywhere.

    Amounts are in ``currency_id``, above zero when the customer owes. A figure is ``None`` when it
    is not told in these terms: the card tells one amount over all currencies, the schedule
    nothing of customers who never had an installment.
    """

    partner_id: int
    company_id: int
    currency_id: int
    ledger: float
    statement: float | None = None
    ageing: float | None = None
    schedule: float | None = None
    card: float | None = None


def find_disagreements(env, partner_ids=None):
    """Customers whose figures differ, under the rights of the user.

    The number of queries does not grow with that of customers.

    :param partner_ids: ids of customers or their contacts; None for all
    :return: list of ``Disagreement``, none when all is well
    :raise UserError: the user may not see the whole account of one of ``partner_ids``
    """
    env.flush_all()  # queries name their columns
    return [found for family in company_families(env) for found in _of_family(family, partner_ids)]


def _of_family(env, partner_ids):
    entity_ids = None
    if partner_ids is not None:
        # Who owes what a contact orders: an id, of whom the user may see nothing below.
        partners = env["res.partner"].sudo().browse(partner_ids)
        entity_ids = partners.commercial_partner_id.ids
    request = _today_or_later(env)
    entity_ids = entities_of_request(request, entity_ids)
    ledger, totals = _ledger_residuals(request, entity_ids)
    closings, ageing = closing_balances(request, entity_ids)
    schedule = _net_due(env, entity_ids)
    scheduled = {entity_id for entity_id, _currency_id in schedule}
    for key in sorted({*ledger, *closings, *ageing, *schedule}):
        figures = {
            "ledger": ledger.get(key, 0),
            "statement": closings.get(key, 0),
            "ageing": ageing.get(key, 0),
            "schedule": schedule.get(key, 0) if key[0] in scheduled else None,
        }
        yield from _if_different(env, *key, figures)
    currency_id = env.company.currency_id.id
    for entity_id, units in _cards(env, totals).items():
        figures = {"ledger": totals[entity_id], "card": units}
        yield from _if_different(env, entity_id, currency_id, figures)


def _if_different(env, entity_id, currency_id, figures):
    """``figures``, in units of the currency, unless all that are told are the same."""
    told = {name: units for name, units in figures.items() if units is not None}
    if len({*told.values()}) == 1:
        return
    currency = env["res.currency"].browse(currency_id)
    amounts = {name: to_amount(units, currency) for name, units in told.items()}
    yield Disagreement(entity_id, env.company.id, currency_id, **amounts)


# === The figures, in units === #


def _today_or_later(env):
    """The statement of today, or of the last day for which something is already booked.

    The other figures have no last day.
    """
    request = env["receivables.statement"].new(
        {
            "date_to": fields.Date.context_today(env["receivables.statement"]),
            "company_id": env.company.id,
            "mode": "activity",
            "basis": "tax_included",
        }
    )
    lines = env["account.move.line"]
    ahead = lines._receivable_domain() & Domain("date", ">", request.date_to)
    ahead &= Domain("company_id", "in", env.companies.ids)
    [(last,)] = lines._read_group(ahead, [], ["date:max"])
    request.date_to = last or request.date_to
    return request


def _ledger_residuals(request, entity_ids):
    """What is left of all items, by customer and currency; and by customer, in that of the company.

    :return: two dicts, ``{(id, currency id): units}`` and ``{id: units}``
    """
    env = request.env
    query, entity = entity_query(request, entity_ids)
    currency, residual, in_company = (
        SQL.identifier(query.table, name)
        for name in ("currency_id", "amount_residual_currency", "amount_residual")
    )
    sums = query.select(entity, currency, SQL("SUM(%s)", residual), SQL("SUM(%s)", in_company))
    units, company_currency = to_units_by_id(env), env.company.currency_id
    by_currency, totals = {}, defaultdict(int)
    for entity_id, currency_id, amount, total in env.execute_query(SQL("%s GROUP BY 1, 2", sums)):
        by_currency[entity_id, currency_id] = units(amount, currency_id)
        totals[entity_id] += to_units(total, company_currency)
    return by_currency, totals


def _net_due(env, entity_ids):
    """Net due of the schedule, ``{(id, currency id): units}``; contacts count for their company."""
    domain = Domain("company_id", "in", env.companies.ids)
    if entity_ids is not None:
        domain &= Domain("partner_id.commercial_partner_id", "in", entity_ids)
    due = env["receivables.installment"]._net_due_by_customer(domain)
    partners = env["res.partner"].browse(
        {partner_id for partner_id, _currency in due if partner_id}
    )
    # Who owes what a contact orders: only ids.
    holders = {partner.id: partner.commercial_partner_id.id for partner in partners.sudo()}
    units, found = to_units_by_id(env), defaultdict(int)
    for (partner_id, currency_id), amount in due.items():
        if partner_id:
            found[holders[partner_id], currency_id] += units(amount, currency_id)
    return found


def _cards(env, entity_ids):
    """_Pending_ less _To use_ of the customers whom the user sees, ``{id: units}``."""
    partners = env["res.partner"].browse(entity_ids)._filtered_access("read")
    partners.invalidate_recordset(["amount_pending", "amount_to_use"])
    currency = env.company.currency_id
    return {
        partner.id: to_units(partner.amount_pending - partner.amount_to_use, currency)
        for partner in partners
    }
