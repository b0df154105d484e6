"""What a customer is granted beside their money: days of grace and a tolerated difference."""

from dataclasses import dataclass

from ....rules.tolerance import tolerated
from ...ledger.units import to_units


@dataclass(frozen=True, slots=True)
class Terms:
    """``grace_days``; ``amount``, in the currency of the company, and ``percentage`` tolerated."""

    grace_days: int
    amount: float
    percentage: float


def terms_of(company, partner):
    """The terms of a customer in a company: their own, or those of the company.

    :param partner: any contact of the customer, or none
    :return: ``Terms``
    """
    # Settings that a clerk may not read; they are compared.
    company, customer = company.sudo(), partner.sudo().commercial_partner_id.with_company(company)
    source = customer if customer.has_own_terms else company
    return Terms(source.discount_grace_days, source.tolerance_amount, source.tolerance_percentage)


def tolerated_units(company, partner, due, currency, day):
    """How much of ``due`` may lack or exceed it, in units of ``currency``.

    :param float due: in ``currency``, zero or more
    :param day: whose rate tells what that is in the currency of the company
    """
    terms, own = terms_of(company, partner), company.currency_id

    def convert(amount, of, to):
        return of._convert(amount, to, company, day)

    most = tolerated(
        to_units(convert(due, currency, own), own), to_units(terms.amount, own), terms.percentage
    )
    if currency == own:
        return most
    return to_units(convert(own.round(most * own.rounding), own, currency), currency)


def tolerance_account(company, units):
    """The account of a tolerated difference: of what is lost above zero, else of what is gained."""
    # The account is a setting of the company that a clerk may not read; it is only passed on.
    company = company.sudo()
    account = company.tolerance_loss_account_id if units > 0 else company.tolerance_gain_account_id
    return account.sudo(False)
