"""What settled invoices, read from the ledger: the same number of queries for one or many."""

from dataclasses import replace

from odoo.fields import Domain

from ...rules import receipts
from ...rules.money import share_of_money
from ..ledger.units import to_amount, to_units
from ..payments.entry import beyond_money
from .facts import PaymentUse, SettledInstallment, Settlement, SettlementRow


def find_settlements(moves):
    """What settled each of ``moves``, customer invoices.

    :return: ``{id of the invoice: Settlement}``
    """
    # A document says all that settled the invoice, for every user; only what is printed
    # of it leaves.
    moves = moves.sudo()
    lines = moves.env["account.move.line"].search(
        Domain("move_id", "in", moves.ids) & Domain("display_type", "=", "payment_term"),
        order="date_maturity, id",
    )
    settled, exchanged = _find_allocations(lines)
    shares = beyond_money.money_shares(lines.matched_credit_ids.credit_move_id.payment_id)
    terms = lines.grouped("move_id")
    return {
        move.id: _settlement_of(move, terms.get(move, lines.browse()), settled, exchanged, shares)
        for move in moves
    }


def _find_allocations(lines):
    """What settled ``lines``, by line, and what an exchange difference added, by its entry."""
    partials = lines.env["account.partial.reconcile"].search(
        Domain("debit_move_id", "in", lines.ids) | Domain("credit_move_id", "in", lines.ids),
        order="id",
    )
    settled, exchanged, ids = {}, {}, {*lines.ids}
    for partial in partials:
        if partial._is_within_document():
            continue  # parts of one invoice, taken off each other: nobody paid
        if partial.debit_move_id.id not in ids:
            # Core takes back what the rate made too much of.
            entry, amount = partial.debit_move_id.move_id, -partial.credit_amount_currency
        elif partial.credit_move_id.move_id._is_exchange_difference():
            entry, amount = partial.credit_move_id.move_id, partial.debit_amount_currency
        else:
            settled.setdefault(partial.debit_move_id, []).append(partial)
            continue
        exchanged[entry] = exchanged.get(entry, 0.0) + amount
    return settled, exchanged


def _settlement_of(move, terms, settled, exchanged, shares):
    currency = move.currency_id
    # A payment taken back to draft keeps its allocations, and proves nothing meanwhile.
    rows, standing, open_amounts = [], [], {}
    for line in terms:
        open_amounts[line] = line.amount_residual_currency
        for partial in settled.get(line, ()):
            row = partial._get_settlement_row(move, exchanged.get(partial.exchange_move_id, 0.0))
            if partial.credit_move_id.parent_state == "posted":
                rows += _split_discount(row, partial, shares)
                standing.append(partial)
            else:
                open_amounts[line] = currency.round(open_amounts[line] + row.amount)
    initial = currency.round(sum(terms.mapped("amount_currency")))
    remaining = currency.round(sum(open_amounts.values()))
    return Settlement(
        currency_id=currency.id,
        initial=max(initial, 0.0),
        paid=max(currency.round(initial - remaining), 0.0),
        remaining=max(remaining, 0.0),
        key=_settled_key(standing),
        rows=tuple(sorted(rows, key=lambda row: (row.date, row.partial_id))),
        installments=tuple(
            SettledInstallment(
                line_id=line.id,
                rank=rank,
                count=len(open_amounts),
                date_due=line.date_maturity,
                amount=line.amount_currency,
                remaining=left,
                settled=line.currency_id.is_zero(left),
            )
            for rank, (line, left) in enumerate(open_amounts.items(), 1)
        ),
    )


def make_row(partial, move, exchanged):
    """One payment or credit note and what it settled of ``move``.

    :param float exchanged: what an exchange difference adds, in the currency of the invoice
    :return: ``SettlementRow``
    """
    credit = partial.credit_move_id
    payment, bank_line, entry = credit.payment_id, credit.statement_line_id, credit.move_id
    kind = "payment" if payment or bank_line else "other"
    if entry.move_type == "out_refund":
        kind = "credit_note"
    payer = payment.payer_id if payment and payment._has_third_party() else False
    return SettlementRow(
        partial_id=partial.id,
        kind=kind,
        payment_id=payment.id,
        name=payment.name or entry.name,
        date=payment.received_date or entry.invoice_date or entry.date,
        method=_method_name(payment, entry) if kind == "payment" else False,
        reference=reference_of(payment, move, bank_line.payment_ref, entry.ref),
        payer=payer.name if payer else False,
        amount=move.currency_id.round(partial.debit_amount_currency + exchanged),
        cleared=not payment._awaits_clearing(),
    )


def reference_of(payment, documents, *others):
    """The number of the cheque, of the transfer, or what else the payer wrote.

    :param documents: what it settled. Core's dialog writes their numbers, which are none of
        the payment
    :param others: texts that stand for it when the payment has none
    """
    known = (payment.instrument_number, payment.payment_reference, payment.memo, *others)
    own = {False, "", *documents.mapped("name"), *documents.mapped("payment_reference")}
    return next((reference for reference in known if reference not in own), False)


def _split_discount(row, partial, shares):
    """``row``, and apart from it what its payment settled beyond the money: a discount."""
    currency, payment = partial.debit_currency_id, partial.credit_move_id.payment_id
    money = money_of(row.amount, partial, shares)
    rest = currency.round(row.amount - money)
    if not rest:
        return [row]
    discount = replace(
        row,
        kind="other",
        payment_id=False,
        method=beyond_money.label_of_causes(partial.env, beyond_money.parts_of(payment).causes),
        payer=False,
        amount=rest,
    )
    return [replace(row, amount=money), discount]


def money_of(amount, partial, shares):
    """How much of ``amount``, in the currency of the document that ``partial`` settles, is money.

    :param dict shares: of the payment, see ``beyond_money.money_shares()``
    :return: float, rounded; the rest is a discount or a write-off
    """
    currency = partial.debit_currency_id
    units = to_units(amount, currency)
    return to_amount(share_of_money(units, *shares.get(partial, (units, units))), currency)


def _method_name(payment, entry):
    return payment.method_shown or entry.journal_id.name


def find_payment_uses(payments):
    """What became of customer payments.

    :return: ``{id of the payment: PaymentUse}``
    """
    payments = payments.sudo()  # see find_settlements()
    lines = payments.move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
    by_entry = lines.grouped("move_id")
    uses = {}
    for payment in payments:
        left = payment.unallocated_amount
        uses[payment.id] = PaymentUse(
            currency_id=payment.currency_id.id,
            initial=payment.amount,
            paid=payment.currency_id.round(payment.amount - left),
            remaining=left,
            key=_settled_key(by_entry.get(payment.move_id, lines.browse()).matched_debit_ids),
        )
    return uses


def find_facts(receipt):
    """What the document ``receipt`` is about, with texts in its language.

    :param receipt: one ``receivables.receipt``, saved or not
    :return: ``Settlement`` of its invoice, or ``PaymentUse`` of its payment
    """
    owner = (receipt.move_id or receipt.payment_ids)._origin.with_context(lang=receipt.lang)
    find = find_settlements if receipt.move_id else find_payment_uses
    return find(owner)[owner.id]


def _settled_key(partials):
    """The key of what ``partials`` settle: see ``rules/receipts.py``."""
    return receipts.write_key(
        receipts.SettledPair(
            partial.debit_move_id.id,
            partial.credit_move_id.id,
            round(partial.debit_amount_currency * 10**digits),
            digits,
        )
        for partial in partials
        for digits in [partial.debit_currency_id.decimal_places]
    )
