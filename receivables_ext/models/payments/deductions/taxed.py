"""The items of a deduction that includes a tax: core computes it, tags included."""

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import formatLang

from ...ledger.units import to_amount, to_units


def prepare_taxed_vals(payment, vals, tax):
    """Share one item of the entry of ``payment`` between its base and its taxes.

    :param dict vals: the whole item, ``tax`` included
    :param tax: ``account.tax``, none or one
    :return: list of dicts that add up to ``vals``, in both currencies
    :raises UserError: the tax, of a fixed amount, is more than all of it
    """
    if not tax:
        return [vals]
    base = _compute(payment, vals, tax)
    ((_line, base_vals),) = base["base_lines_to_update"]
    taxes = [{**vals, **line, "name": vals["name"]} for line in base["tax_lines_to_add"]]
    rest = _rest(payment, vals, taxes)
    if rest["amount_currency"] < 0:
        currency = payment.currency_id
        tax_amount = formatLang(
            payment.env, vals["amount_currency"] - rest["amount_currency"], currency_obj=currency
        )
        raise UserError(
            payment.env._(
                "%(deduction)s includes a tax of %(tax)s: deduct at least that, or choose another "
                "deduction.",
                deduction=vals["name"],
                tax=tax_amount,
            )
        )
    return [
        {
            **vals,
            **rest,
            "tax_ids": [Command.set(tax.ids)],
            "tax_tag_ids": base_vals["tax_tag_ids"],
        },
        *taxes,
    ]


def _compute(payment, vals, tax):
    env, company = payment.env, payment.company_id
    Tax = env["account.tax"]
    line = Tax._prepare_base_line_for_taxes_computation(
        {},
        currency_id=payment.currency_id,
        partner_id=env["res.partner"].browse(vals["partner_id"]),
        account_id=env["account.account"].browse(vals["account_id"]),
        tax_ids=tax,
        price_unit=vals["amount_currency"],
        quantity=1.0,
        rate=abs(vals["amount_currency"] / vals["balance"]) if vals["balance"] else 1.0,
        special_mode="total_included",
    )
    Tax._add_tax_details_in_base_lines([line], company)
    Tax._round_base_lines_tax_details([line], company)
    Tax._add_accounting_data_in_base_lines_tax_details([line], company)
    return Tax._prepare_tax_lines([line], company)


def _rest(payment, vals, taxes):
    """What the taxes leave of the item, to the cent."""
    currencies = {
        "amount_currency": payment.currency_id,
        "balance": payment.company_id.currency_id,
    }
    return {
        name: to_amount(
            to_units(vals[name], currency) - sum(to_units(each[name], currency) for each in taxes),
            currency,
        )
        for name, currency in currencies.items()
    }
