"""The share of each customer in a payment that somebody else made for them.

**How it works**: what the plan settles is added up by customer and receivable account;
the entry credits each of them with a share, and each document is settled by the credit
of its own customer. What the plan does not use is the customer's of the payment.
"""

from odoo.exceptions import UserError
from odoo.tools import formatLang

from ....rules.allocation import in_proportion
from ...ledger.units import to_amount, to_units


def share_key(line):
    """Items that share this key are settled by one credit of a payment."""
    return (line.partner_id, line.account_id)


def own_share_key(payment):
    """The key of what is left as credit."""
    return (payment.partner_id.commercial_partner_id, payment.destination_account_id)


def planned_by_key(payment):
    """Lines of the plan that have an amount, by ``share_key()`` of their document.

    Only a third party pays for others: a draft that got another customer pays nothing of the first.
    """
    own, pays_others = payment.partner_id.commercial_partner_id, payment._has_third_party()
    return payment.allocation_line_ids.filtered(
        lambda line: (
            not line.currency_id.is_zero(line.amount) and (pays_others or line.partner_id == own)
        )
    ).grouped(lambda line: share_key(line.line_id))


def planned_shares(payment):
    """What the plan of ``payment`` settles, in units of its currency, by ``share_key()``."""
    return {
        key: sum(to_units(line.amount, payment.currency_id) for line in lines)
        for key, lines in planned_by_key(payment).items()
    }


def check_shares(payment):
    """Refuse credit notes that exceed the invoices of their own customer.

    Nobody pays with the credit notes of another.

    :raises UserError: the share of a customer is below zero
    """
    env = payment.env
    for (partner, _account), units in planned_shares(payment).items():
        if units < 0:
            excess = to_amount(-units, payment.currency_id)
            raise UserError(
                env._(
                    "The credit notes of %(customer)s exceed the invoices to settle "
                    "by %(excess)s. Lower the amounts of these credit notes.",
                    customer=partner.display_name,
                    excess=formatLang(env, excess, currency_obj=payment.currency_id),
                )
            )


def prepare_shares_vals(payment, vals):
    """Share one receivable line of a new entry between the customers of the plan.

    Each share is exact in the currency of the payment; in that of the company it is within
    one cent of its proportion, and all of them add up to the line.

    :param dict vals: the whole line, as core books it
    :return: list of dicts, one a share
    """
    currency, company_currency = payment.currency_id, payment.company_id.currency_id
    shares, own = planned_shares(payment), own_share_key(payment)
    left = to_units(-vals["amount_currency"], currency) - sum(shares.values())
    shares[own] = shares.get(own, 0) + left
    shares = {key: units for key, units in shares.items() if units}
    if not shares or min(shares.values()) < 0:
        return [vals]  # a draft that cannot be registered as it is
    balance = to_units(vals["credit"] - vals["debit"], company_currency)
    return [
        {
            **vals,
            "partner_id": partner.id,
            "account_id": account.id,
            "amount_currency": -to_amount(shares[partner, account], currency),
            "debit": 0.0,
            "credit": to_amount(units, company_currency),
        }
        for (partner, account), units in in_proportion(shares.items(), balance)
    ]
