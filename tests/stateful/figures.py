"""The figures that the addon must show, from the accounts of the model."""

from collections import Counter

from tests.stateful.model import (
    CREDIT_NOTE,
    FEES,
    INVOICE,
    PAYMENT,
    REFUND,
    REVERSAL,
    Accounts,
)

BILLS = (INVOICE, CREDIT_NOTE)


class Book(Accounts):
    """The accounts, and every figure that follows from them."""

    def figures(self, customers):
        """Every figure the addon shows, by the same names as in ``World.figures``."""
        documents = self.documents.values()
        return {
            "residual": {i.key: i.residual for d in documents for i in d.items},
            "document_residual": {d.name: abs(d.residual) for d in documents if d.kind in BILLS},
            "payment_state": {d.name: self._payment_state(d) for d in documents if d.kind in BILLS},
            "ledger_status": {d.name: self._status(d) for d in documents if d.kind in BILLS},
            "open_due_date": {n: self._next_due(self.documents[n]) for n in self.names(INVOICE)},
            "unallocated_amount": {n: -self.documents[n].residual for n in self.names(PAYMENT)},
            "allocation_state": {
                n: _allocation_state(self.documents[n]) for n in self.names(PAYMENT)
            },
            "collection_state": {n: self.collection_state(n) for n in self.names(PAYMENT)},
            "refunded_amount": {n: self.refunded(n) for n in self.names(PAYMENT)},
            "refundable_amount": {n: self.refundable(n) for n in self.names(PAYMENT)},
            "scheduled_amount": {n: self._scheduled(n) for n in self.names(INVOICE)},
            "available_credit": {
                name: self.credit(self.documents[name].customer)
                if self.documents[name].residual
                else 0
                for name in self.names(INVOICE)
            },
            "amount_received": {customer: self._received(customer) for customer in customers},
            "amount_pending": {customer: self.owed(customer) for customer in customers},
            "amount_to_use": {customer: self.credit(customer) for customer in customers},
            "links": dict(self.links),
            "history": self._history(),
            "turnover": {"allocated": self.allocated, "removed": self.released},
            "closed": {key for group in self._closed_groups() for key in group},
            "accounts": {name: cents for name, cents in self._accounts().items() if cents},
        }

    def _received(self, customer):
        """Money of the customer, by whomever it was paid, less what was given back."""
        return -sum(
            item.original
            for document in self.documents.values()
            if document.kind in (PAYMENT, REFUND) and not document.undone
            for item in document.items
            if item.customer == customer
        )

    def _scheduled(self, name):
        """What scheduled payments are to settle of an invoice that is still open."""
        if not self.documents[name].residual:
            return 0
        plans = [plan for _customer, plan in self.scheduled.values()]
        return sum(cents for plan in plans for key, cents in plan.items() if key[0] == name)

    def _accounts(self):
        """Balance of each sort of account: every entry has its other side."""
        total = Counter()
        for document in self.documents.values():
            total[document.kind] += document.original
        bank = -(total[PAYMENT] + total[REVERSAL] + total[REFUND]) - self.bank_fees
        return {
            "receivable": sum(total.values()),
            "income": -(total[INVOICE] + total[CREDIT_NOTE]),
            "bank": bank,
            "expense": self.expense,
        }

    def _status(self, document):
        """Where an invoice stands: cancelled when nothing but credit notes settled it."""
        if document.residual:
            return "registered" if document.residual == document.original else "partial"
        kinds = {
            self.documents[link.credit[0]].kind
            for link in self.links.values()
            if link.debit[0] == document.name
        }
        return "cancelled" if kinds == {CREDIT_NOTE} else "paid"

    def _next_due(self, document):
        """The first day by which something that is left was to be paid."""
        return min((str(item.due) for item in document.items if item.residual > 0), default=None)

    def _payment_state(self, document):
        """What Odoo calls the state: an invoice settled by credit notes alone is *reversed*.

        So is a credit note that was used on entries alone, such as the fees of a return.
        """
        kinds = {
            self.documents[other[0]].kind
            for link in self.links.values()
            for own, other in ((link.debit, link.credit), (link.credit, link.debit))
            if own[0] == document.name
        }
        if document.residual:
            return "partial" if kinds else "not_paid"
        return "reversed" if kinds in ({CREDIT_NOTE}, {FEES}) else "paid"

    def _history(self):
        """Cents in force for each pair of documents."""
        net = Counter()
        for link in self.links.values():
            net[link.debit[0], link.credit[0]] += link.cents
        return dict(net)

    def _closed_groups(self):
        """Groups of items tied together by links, with nothing left on any of them."""
        groups = {}
        for link in self.links.values():
            merged = groups.get(link.debit, {link.debit}) | groups.get(link.credit, {link.credit})
            groups.update(dict.fromkeys(merged, merged))
        unique = {id(group): group for group in groups.values()}.values()
        return [group for group in unique if not any(self.item(key).residual for key in group)]


def _allocation_state(payment):
    if payment.undone:
        return "none"
    if payment.residual == payment.original:
        return "none"
    return "partial" if payment.residual else "full"
