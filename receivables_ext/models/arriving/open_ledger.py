"""All that the lines of a company may settle, read once: a constant number of queries."""

from collections import namedtuple
from dataclasses import dataclass
from datetime import timedelta

from odoo.fields import Domain

from ...rules.matching import Customer, Item, Learnt, Ledger, Terms, Waiting
from ...rules.matching.payers import squeezed
from ..ledger.units import to_units, to_units_by_id

WAITING_DAYS = 15
"""Days between a registered payment and the bank."""
OF_ITEM = (
    *("id", "move_id", "date_maturity", "date", "currency_id", "amount_residual_currency"),
    *("amount_currency", "discount_date", "discount_amount_currency"),
)
OF_DOCUMENT = ("name", "payment_reference")
OF_CUSTOMER = ("commercial_partner_id", "is_walk_in")
ItemRow = namedtuple("ItemRow", (*OF_ITEM, *OF_DOCUMENT, *OF_CUSTOMER))


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """The ledger as the rules read it, and the customer of each journal item in it."""

    ledger: Ledger
    partners: dict[int, int]


def read_ledger(lines):
    """What is open for the company of ``lines``, under the record rules of the user.

    :param lines: ``account.bank.statement.line`` of one company
    """
    items, partners = _read_items(lines)
    return OpenLedger(
        Ledger(
            items=tuple(items),
            customers=tuple(_read_customers(lines, set(partners.values()))),
            waiting=tuple(_read_waiting(lines)),
            learnt=tuple(_read_learnt(lines)),
            terms=_terms(lines.company_id),
        ),
        partners,
    )


def _of_company(lines):
    """The company of the lines, and its branches."""
    return Domain("company_id", "child_of", lines.company_id.id)


def _read_items(lines):
    """Open items, and their customers by id."""
    env = lines.env
    Line = env["account.move.line"]
    query = Line._search(Line._receivable_domain() & Line._open_domain() & _of_company(lines))
    move = query.join(query.table, "move_id", "account_move", "id", "move")
    partner = query.left_join(query.table, "partner_id", "res_partner", "id", "partner")
    columns = (
        *_sql_columns(Line, query.table, query, OF_ITEM),
        *_sql_columns(env["account.move"], move, query, OF_DOCUMENT),
        *_sql_columns(env["res.partner"], partner, query, OF_CUSTOMER),
    )
    units, items, partners = to_units_by_id(env), [], {}
    for row in map(ItemRow._make, env.execute_query(query.select(*columns))):
        partners[row.id] = row.commercial_partner_id
        items.append(_to_item(row, units))
    return items, partners


def _sql_columns(model, alias, query, names):
    return [model._field_to_sql(alias, name, query) for name in names]


def _to_item(row, units):
    """An open item as the rules read it; what a stranger owes is of a customer of its own."""
    residual = units(row.amount_residual_currency, row.currency_id)
    discount = 0
    # Of an item that is paid in part, core grants no discount.
    if row.discount_date and residual == units(row.amount_currency, row.currency_id):
        discount = residual - units(row.discount_amount_currency, row.currency_id)
    return Item(
        id=row.id,
        customer=-row.move_id if row.is_walk_in else row.commercial_partner_id,
        document=row.move_id,
        number=row.name or "",
        due=row.date_maturity or row.date,
        residual=residual,
        currency=row.currency_id,
        references=(row.payment_reference,) if row.payment_reference else (),
        discount=discount,
        discount_until=row.discount_date if discount else None,
    )


def _read_customers(lines, known):
    """Names of customers, also of those who owe nothing: they may be namesakes."""
    Partner = lines.env["res.partner"].with_context(active_test=False)
    query = Partner._search(
        (Domain("id", "in", [*known]) | Domain("customer_rank", ">", 0))
        & Domain("is_walk_in", "=", False)
        & (Domain("parent_id", "=", False) | Domain("is_company", "=", True))
    )
    columns = _sql_columns(Partner, query.table, query, ("id", "name"))
    for partner_id, name in lines.env.execute_query(query.select(*columns)):
        if name:
            yield Customer(partner_id, (name,))


def _read_waiting(lines):
    """Registered payments that the bank has not shown yet, near the days of the lines."""
    days = timedelta(days=WAITING_DAYS)
    first, last = min(lines.mapped("date")) - days, max(lines.mapped("date")) + days
    payments = lines.env["account.payment"].search_fetch(
        _of_company(lines)
        & Domain("payment_type", "=", "inbound")
        & Domain("partner_type", "=", "customer")
        & Domain("state", "in", ("in_process", "paid"))
        & Domain("is_matched", "=", False)
        & Domain("date", ">=", first)
        & Domain("date", "<=", last),
        ["date", "amount", "currency_id", "partner_id", "instrument_number"],
    )
    for payment in payments:
        yield Waiting(
            id=payment.id,
            kind="payment",
            day=payment.date,
            amount=to_units(payment.amount, payment.currency_id),
            currency=payment.currency_id.id,
            customer=payment.partner_id.commercial_partner_id.id or None,
            number=payment.instrument_number or "",
        )


def _read_learnt(lines):
    """Payers of lines that were reconciled before, and accounts that customers have."""
    numbers = {squeezed(line.account_number) for line in lines if line.account_number}
    raw = [line.account_number for line in lines if line.account_number]
    names = [line.partner_name for line in lines if line.partner_name]
    accounts = lines.env["res.partner.bank"].search_fetch(
        Domain("sanitized_acc_number", "in", [*numbers]), ["sanitized_acc_number", "partner_id"]
    )
    for account in accounts:
        yield Learnt(account.partner_id.commercial_partner_id.id, iban=account.sanitized_acc_number)
    before = lines.search_fetch(
        _of_company(lines)
        & Domain("is_reconciled", "=", True)
        & Domain("partner_id", "!=", False)
        & (Domain("account_number", "in", raw) | Domain("partner_name", "in", names)),
        ["partner_id", "account_number", "partner_name"],
    )
    for line in before:
        yield Learnt(
            line.partner_id.commercial_partner_id.id,
            iban=line.account_number or "",
            name=line.partner_name or "",
        )


def _terms(company):
    # Settings that a clerk may not read; they are compared.
    company = company.sudo()
    currency = company.currency_id
    return Terms(
        currency=currency.id,
        tolerance=to_units(company.tolerance_amount, currency),
        tolerance_percentage=company.tolerance_percentage,
        discount_grace=company.discount_grace_days,
        days=WAITING_DAYS,
    )
