"""What a draft payment is meant to settle: propose it, then settle it with the payment.

**How it works**: the payment takes part in the proposal as a credit that has no journal
item yet; once registered, the amounts of its grid become one proposal of the allocation
service, in which credit notes of the grid are used before the money.
"""

from dataclasses import replace

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command, Domain
from odoo.tools import formatLang

from ....rules import allocation
from ...allocation.proposal import prepare_rows, strategy_of, to_open_item
from ...ledger.units import to_amount, to_units
from . import payer_words, share

# The grid of a payment lists the oldest documents; the others are added by their number.
GRID_SIZE = 80


# === Propose === #


def prepare_plan_commands(payment):
    """Commands that replace the documents to settle of ``payment`` by a proposal."""
    is_received = payment in payment._customer_payments()
    if not (is_received and payment.partner_id and payment.currency_id):
        return [Command.clear()]
    lines = find_open_documents(payment)
    proposed = propose_amounts(payment, lines)
    others = [line_id for line_id in lines.ids if line_id not in proposed]
    listed = {*proposed, *others[: max(0, GRID_SIZE - len(proposed))]}
    return [Command.clear()] + [
        Command.create(
            {
                "line_id": line_id,
                "amount": proposed.get(line_id, (0.0, False))[0],
                "reason": proposed.get(line_id, (0.0, False))[1],
            }
        )
        for line_id in lines.ids
        if line_id in listed
    ]


def find_open_documents(payment):
    """Open items of the customer that ``payment`` may settle, oldest due date first.

    Credit notes are listed too (a customer may deduct one from a payment), other payments
    are not. Nor does the account matter: a customer may have had another one before. A third
    party's payment lists what the payer names, of all customers.
    """
    Line = payment.env["account.move.line"]
    documents = Line._open_receivable_domain(payment.partner_id) & (
        Domain("account_id", "=", payment.destination_account_id.id)
        | Domain("account_type", "=", "asset_receivable")
    )
    if payment._has_third_party():
        documents |= Domain("id", "in", payer_words.find_named_of_others(payment).ids)
    return Line.search(
        documents
        & Domain("company_id", "child_of", payment.company_id.root_id.id)
        & Domain("currency_id", "=", payment.currency_id.id)
        & (Domain("amount_residual_currency", ">", 0.0) | Domain("payment_id", "=", False)),
        order="date_maturity, id",
    )


def propose_amounts(payment, lines):
    """What a proposal would settle: ``{line id: (amount, reason)}``."""
    currency = payment.currency_id
    debits = lines.filtered(lambda line: line.amount_residual_currency > 0)
    chosen, unknown = payer_words.read_payer(payment, debits)
    day = payment.date or fields.Date.context_today(payment)
    settling = payment.amount + payment._planned_deductions()
    received = allocation.OpenItem(0, day, day, -to_units(settling, currency))
    planned = planned_elsewhere(payment, debits)
    items = [
        replace(item, residual=max(0, item.residual - planned.get(item.id, 0)))
        for item in map(to_open_item, debits)
    ]
    strategy = payment.allocation_strategy or strategy_of(payment.partner_id, payment.company_id)
    if payment.partner_id.commercial_partner_id.is_walk_in:
        strategy = "instruction"  # of strangers, only what the payer has named
    elif unknown and not payment.allocation_strategy:
        strategy = "instruction"  # nothing else instead of what the payer has named
    today = fields.Date.context_today(payment)
    rows = allocation.propose([received, *items], strategy, today, {0: chosen})
    units = {}
    for row in rows:
        known, _reason = units.get(row.debit_id, (0, None))
        units[row.debit_id] = (known + row.amount, row.reason)
    return {
        line_id: (to_amount(amount, currency), reason)
        for line_id, (amount, reason) in units.items()
    }


def planned_elsewhere(payment, debits):
    """Units of ``debits`` that other draft payments are meant to settle, by id of line.

    The second cheque of a customer is not proposed on what the first one will settle.
    """
    planned = payment.env["receivables.allocation.line"]._read_group(
        Domain("line_id", "in", debits.ids)
        & Domain("payment_id", "!=", payment._origin.id)
        & Domain("payment_id.state", "=", "draft")
        & Domain("payment_id.currency_id", "=", payment.currency_id.id),
        ["line_id"],
        ["amount:sum"],
    )
    return {line.id: to_units(amount, payment.currency_id) for line, amount in planned}


# === Settle === #


def settle_plans(payments):
    """Settle the plans of ``payments``, just registered, in one reconcile plan."""
    env = payments.env
    if proposal := [row for payment in payments for row in to_proposal(payment)]:
        env["receivables.allocation"].apply(proposal)


def forget_zeros(payments):
    """Keep of the plans of draft ``payments`` only what they are to settle."""
    payments.allocation_line_ids.filtered(
        lambda line: line.currency_id.is_zero(line.amount)
    ).unlink()


def to_proposal(payment):
    """Rows of a proposal: credit notes of the grid first, then the payment itself.

    Each document is settled by the credit of its own customer, on its own account.
    """
    currency = payment.currency_id
    planned = share.planned_by_key(payment)
    if not planned:
        return []
    check_plan_total(payment)
    # Which lines they are; the service checks what the user may allocate.
    _liquidity, credit_lines, _write_offs = payment.sudo()._seek_for_lines()
    by_key = credit_lines.grouped(share.share_key)
    # A document that no credit fits goes beside the payment's own: the guard says why not.
    own_lines = by_key.get(share.own_share_key(payment), credit_lines[:1])
    rows = []
    for key, lines in planned.items():
        units = {line.line_id.id: to_units(line.amount, currency) for line in lines}
        debits = [(line_id, amount) for line_id, amount in units.items() if amount > 0]
        credits = [(line_id, -amount) for line_id, amount in units.items() if amount < 0]
        credits += [
            (line.id, to_units(-line.amount_currency, currency))
            for line in by_key.get(key, own_lines)
        ]
        reasons = {line.line_id.id: line.reason for line in lines}
        rows += prepare_rows(debits, credits, currency, reasons)
    return rows


def check_plan_total(payment):
    """Refuse a plan that settles more than was received, or less than nothing.

    A discount that is to be granted again settles with the money.
    """
    env = payment.env
    most = payment.amount + max(0.0, payment._planned_beyond())
    total = sum(payment.allocation_line_ids.mapped("amount"))
    amounts = {
        "allocated": formatLang(env, total, currency_obj=payment.currency_id),
        "received": formatLang(env, payment.amount, currency_obj=payment.currency_id),
    }
    if payment.currency_id.compare_amounts(total, most) > 0:
        raise UserError(
            env._(
                "%(allocated)s is to be settled with a payment of %(received)s. "
                "Lower the amounts to settle, or correct the amount received.",
                **amounts,
            )
        )
    if payment.currency_id.compare_amounts(total, 0.0) < 0:
        raise UserError(
            env._(
                "The credit notes to deduct exceed the invoices to settle by %(allocated)s. "
                "Lower the amounts of the credit notes.",
                allocated=formatLang(env, -total, currency_obj=payment.currency_id),
            )
        )
