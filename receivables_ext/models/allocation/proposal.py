"""Proposals of the allocation service: what makes their rows, and the rows that it settles."""

from dataclasses import dataclass

from odoo import models

from ...rules import allocation
from ..ledger.units import to_amount, to_units
from . import named


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """An amount of one credit that is to settle one debit.

    ``debit`` and ``credit`` are journal items; ``amount`` is above zero, in ``currency``, which is
    that of one of the two items (of both, unless a person chose otherwise); ``reason`` is a code
    of ``receivables.open.item``.
    """

    debit: models.Model
    credit: models.Model
    amount: float
    currency: models.Model
    reason: str

    @property
    def lines(self):
        """The two journal items."""
        return self.debit + self.credit


def to_open_item(line):
    """The open item ``line`` as the rules see it, in units of its currency."""
    return allocation.OpenItem(
        line.id,
        line.date_maturity or line.date,
        line.invoice_date or line.date,
        to_units(line.amount_residual_currency, line.currency_id),
    )


def strategy_of(partner, company):
    """Code of the strategy of a customer in a company, else that of the company."""
    partner = partner.commercial_partner_id.with_company(company)
    return partner.allocation_strategy or company.allocation_strategy


@dataclass(frozen=True, slots=True)
class Instructions:
    """What the payers of some credits wrote, by id of credit.

    ``named``: ids of the debits that they name, in their order; ``unknown``: words that look like
    the number of a document and name none of these debits.
    """

    named: dict
    unknown: dict


def read_instructions(lines, debit_ids=None):
    """Which debits the payer of each credit has named.

    :param lines: open items, debits and credits together
    :param debit_ids: the same answer for all credits, when the user says so; by default
        the documents that the reference of the payment names
    :return: ``Instructions``
    """
    credits = lines.filtered(lambda line: line.amount_residual_currency < 0)
    if debit_ids is not None:
        return Instructions(dict.fromkeys(credits.ids, debit_ids), {})
    debits = lines - credits
    names = named.names_of(debits)
    read = {
        credit: named.find_named_lines(named.text_of_credit(credit), debits, names)
        for credit in credits
    }
    return Instructions(
        {credit.id: ids for credit, (ids, _words) in read.items() if ids},
        # A credit note or an entry is named by whoever booked it, not by the customer.
        {
            credit.id: words
            for credit, (_ids, words) in read.items()
            if words and (credit.payment_id or credit.statement_line_id)
        },
    )


def prepare_row(debit_id, credit_id, units, currency, reason):
    """One row of the contract of ``receivables.allocation``, as a dict."""
    return {
        "debit_line_id": debit_id,
        "credit_line_id": credit_id,
        "amount": to_amount(units, currency),
        "currency_id": currency.id,
        "reason": reason,
    }


def prepare_rows(debits, credits, currency, reasons):
    """Rows of a proposal that lay chosen amounts side by side, in their order.

    :param debits: list of (line id, units to settle)
    :param credits: list of (line id, units to use)
    :param dict reasons: reason code by id of line, of either side
    :return: list of dicts, see ``prepare_row()``
    """
    return [
        prepare_row(
            debit_id,
            credit_id,
            units,
            currency,
            reasons.get(debit_id) or reasons.get(credit_id) or "manual",
        )
        for debit_id, credit_id, units in allocation.pair(debits, credits)
    ]
