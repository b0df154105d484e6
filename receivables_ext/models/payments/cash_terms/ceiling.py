"""How much of a document may be paid in cash: said by the law, kept by the company."""

from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import formatLang

from ....rules import cash_ceiling
from ...ledger.units import to_amount, to_units
from ..entry.means import CASH


def check_cash(move, amount, currency, day):
    """Refuse cash for ``move`` above the ceiling of its company, with the cash that came before.

    :param amount: what is to be received in cash on ``day``, in ``currency``
    :raises UserError: it is above the ceiling
    """
    # What the company has set is a setting that a clerk may not read.
    company = move.company_id.sudo()
    own = company.currency_id
    ceiling = cash_ceiling.Ceiling(
        to_units(company.cash_ceiling_amount, own),
        to_units(company.cash_ceiling_abroad_amount, own),
        company.cash_ceiling_date or None,
    )
    most = cash_ceiling.most(ceiling, day, is_abroad=_is_consumer_from_abroad(move))
    if most is None:
        return
    total = to_units(currency._convert(amount, own, company, day), own) + _cash_units(move)
    if total > most:
        raise UserError(
            move.env._(
                "%(amount)s in cash for %(document)s is above the legal ceiling of %(ceiling)s: "
                "receive it by another means.",
                amount=formatLang(move.env, to_amount(total, own), currency_obj=own),
                document=move.display_name,
                ceiling=formatLang(move.env, to_amount(most, own), currency_obj=own),
            )
        )


def _is_consumer_from_abroad(move):
    # Where the customer of the document lives, whoever may read it.
    customer = move.commercial_partner_id.sudo()
    country = customer.country_id
    home = move.company_id.account_fiscal_country_id
    return bool(not customer.is_company and country and home and country != home)


def _cash_units(move):
    """What came in cash on ``move`` before, in units of the currency of the company."""
    if move.payment_state != "partial":
        return 0
    # Payments of other customers or stations count as well; only their sum is compared.
    [(received,)] = (
        move.env["receivables.allocation.event"]
        .sudo()
        ._read_group(
            Domain("debit_move_id", "=", move.id)
            & Domain("partial_id", "!=", False)
            & Domain("means_id.code", "=", CASH),
            [],
            ["company_amount:sum"],
        )
    )
    return to_units(received or 0.0, move.company_id.currency_id)
