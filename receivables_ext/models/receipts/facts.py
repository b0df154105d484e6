"""What is known of an invoice or a payment when its document is made: frozen records."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """A payment, credit note or discount, and what it settled of an invoice.

    ``kind`` is ``payment``, ``credit_note`` or ``other``; ``amount`` is above zero, rounded, in the
    currency of the invoice; ``method``, ``reference`` and ``payer`` are texts or ``False``;
    ``cleared`` says that no cheque or bill of it may still come back.
    """

    partial_id: int
    kind: str
    payment_id: int | bool
    name: str
    date: date
    method: str | bool
    reference: str | bool
    payer: str | bool
    amount: float
    cleared: bool


@dataclass(frozen=True, slots=True)
class SettledInstallment:
    """An installment: its journal item, its rank, its amounts in the currency of the invoice."""

    line_id: int
    rank: int
    count: int
    date_due: date
    amount: float
    remaining: float
    settled: bool


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is settled of an invoice, in its currency, rounded, zero or more.

    ``rows`` are by date and add up to ``paid``; ``key`` says what was settled by what, see
    ``rules/receipts.py``.
    """

    currency_id: int
    initial: float
    paid: float
    remaining: float
    key: str
    rows: tuple[SettlementRow, ...]
    installments: tuple[SettledInstallment, ...]

    @property
    def has_money(self):
        """Whether a payment settles some of it: credit notes alone cancel an invoice."""
        return any(row.kind == "payment" for row in self.rows)


@dataclass(frozen=True, slots=True)
class PaymentUse:
    """What became of a customer payment, in its own currency, rounded, zero or more.

    ``paid`` is used, ``remaining`` is to use; ``key`` as in ``Settlement``.
    """

    currency_id: int
    initial: float
    paid: float
    remaining: float
    key: str
