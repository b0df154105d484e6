"""Tax that customers withhold, where core's module of withholding taxes is installed.

There a payment keeps the gross amount, here it says the money: what core's dialog asks becomes a
deduction, of a kind that has the withholding tax, and is booked by core's own code, base included.
"""

from odoo.exceptions import UserError
from odoo.fields import Command

FLAG = "is_withholding_tax_on_payment"
LINES = "account.payment.withholding.line"


def is_withheld(tax):
    """Whether ``tax`` is withheld by customers when they pay."""
    return bool(FLAG in tax._fields and tax[FLAG] and tax.type_tax_use == "sale")


def kinds_domain(env, others):
    """The taxes of kinds of deductions: ``others``, and those that customers withhold."""
    if FLAG not in env["account.tax"]._fields:
        return others
    return ["|", "&", ("type_tax_use", "=", "sale"), (FLAG, "=", True), *others]


def base_of(deduction):
    """What a tax in percent was withheld from, in the currency of the payment."""
    # The tax of a kind, which a clerk may not read; only its rate is used.
    tax = deduction.kind_id.sudo().tax_id
    if not (is_withheld(tax) and tax.amount_type == "percent" and tax.amount):
        return 0.0
    currency = deduction.currency_id
    base = deduction.amount * 100 / abs(tax.amount)
    return currency.round(base) if currency else base


def prepare_withheld_vals(payment, deduction, vals):
    """Items of the entry of ``payment`` for tax withheld: core's, with base and tags.

    :param dict vals: the whole item
    :return: list of dicts that add up to ``vals``
    """
    # A setting of the company, and the tax of a kind: a clerk may not read them.
    payment, kind = payment.sudo(), deduction.kind_id.sudo()
    base_account = payment.company_id.withholding_tax_base_account_id or kind.account_id
    line = payment.env[LINES].new(
        {
            "payment_id": payment.id,
            "name": deduction.number,
            "tax_id": kind.tax_id.id,
            "account_id": base_account.id,
            "base_amount": deduction.base_amount,
            "amount": deduction.amount,
        }
    )
    items = line._prepare_withholding_amls_create_values()
    return [
        {**item, "name": vals["name"], "partner_id": vals["partner_id"]}
        if item.get("tax_repartition_line_id")
        else {**item, "partner_id": vals["partner_id"]}
        for item in items
    ]


def check_base(deduction):
    """Refuse tax withheld from nothing."""
    if deduction.has_base and deduction.currency_id.compare_amounts(deduction.base_amount, 0) <= 0:
        raise UserError(
            deduction.env._(
                "%(deduction)s: enter the amount from which it was withheld.",
                deduction=deduction.kind_id.name,
            )
        )


def check_own_lines(payment):
    """Refuse core's withholding lines on a draft: they would make the amount more than money."""
    if LINES in payment.env and payment.should_withhold_tax and payment.withholding_line_ids:
        raise UserError(
            payment.env._(
                "What a customer withholds is one of the deductions of the payment, whose amount "
                "is the money received: enter it there, and untick Withhold Tax Amounts."
            )
        )


# === What core's dialog asks === #


def may_withhold(dialog):
    """Whether the user may enter core's withholding lines; others have their deductions."""
    return dialog.withholding_line_ids.sudo(False).has_access("create")


def asked_lines(dialog):
    """Core's withholding lines that count."""
    is_asked = LINES in dialog.env and dialog.should_withhold_tax and may_withhold(dialog)
    return dialog.withholding_line_ids if is_asked else ()


def check_dialog(dialog):
    """Refuse withholding lines where their amounts, or those beside them, would be wrong."""
    if not asked_lines(dialog):
        return
    env = dialog.env
    if dialog.partner_type == "customer" and dialog.payment_type == "outbound":
        raise UserError(
            env._(
                "Money given back to a customer has no tax withheld: untick Withhold Tax Amounts, "
                "and book the tax by an entry."
            )
        )
    if dialog._is_from_customer() and (
        dialog.deduction_ids or dialog._is_written_off() or dialog.early_payment_discount_mode
    ):
        raise UserError(
            env._(
                "Beside deductions, a discount or a write-off, tax that was withheld is entered "
                "among the deductions of the payer: untick Withhold Tax Amounts."
            )
        )


def withheld_amount(dialog):
    """What the lines of a customer's payment withhold, in its currency."""
    return sum(line.amount for line in asked_lines(dialog)) if dialog._is_from_customer() else 0.0


def take_off(dialog, vals):
    """Make the amount in ``vals``, of a payment of a customer, the money; in place."""
    if not dialog._is_from_customer():
        return
    if withheld := withheld_amount(dialog):
        vals["amount"] = dialog.currency_id.round(vals["amount"] - withheld)
    else:
        vals.pop("withholding_line_ids", None)
    vals.pop("should_withhold_tax", None)


def prepare_commands(dialog, vals):
    """Deductions instead of the withholding lines that core's dialog prepared in ``vals``."""
    commands = vals.pop("withholding_line_ids", ()) if dialog._is_from_customer() else ()
    return [
        Command.create(
            {
                "kind_id": _kind_of(dialog, line).id,
                "amount": line["amount"],
                "base_amount": line["base_amount"],
                "number": line["name"] or _next_number(dialog, line),
            }
        )
        for _create, _id, line in commands
    ]


def _tax_of(dialog, line):
    # The tax was chosen in the dialog; it says where it is booked.
    return dialog.env["account.tax"].sudo().browse(line["tax_id"])


def _next_number(dialog, line):
    return _tax_of(dialog, line).withholding_sequence_id.next_by_id() or False


def _kind_of(dialog, line):
    """The kind of deductions with this tax; the first time it is made."""
    company, tax = dialog.company_id, _tax_of(dialog, line)
    # Kinds are settings; this one says no more than the tax that was chosen.
    kinds = dialog.env["receivables.deduction.kind"].sudo().with_company(company)
    known = [*kinds._check_company_domain(company), ("tax_id", "=", tax.id)]
    if kind := kinds.search(known, limit=1):
        return kind
    account = tax.invoice_repartition_line_ids.account_id[:1]
    return kinds.create(
        {
            "name": tax.name,
            "company_id": company.id,
            "tax_id": tax.id,
            "account_id": account.id or line["account_id"],
            "needs_number": True,
        }
    )
