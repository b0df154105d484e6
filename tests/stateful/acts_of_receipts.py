"""Documents about invoices and payments: made now and then, and true after every act."""

from collections import Counter
from unittest.mock import patch

from hypothesis.stateful import invariant, precondition, rule

from odoo.addons.receivables_ext.models.receipts.issue import making
from odoo.addons.receivables_ext.models.receipts.settlement import find_settlements

from tests.stateful.acts_of_payments import WholeMachine
from tests.stateful.machine import picks
from tests.stateful.model import INVOICE, PAYMENT
from tests.stateful.world import to_cents

STANDING = ("registered", "refunded")


class ReceiptMachine(WholeMachine):
    """The random day of a company that gives its customers documents."""

    def __init__(self):
        super().__init__()
        self.world.company.write({"receipt_policy": "archive", "receipt_clearing": "registration"})
        self.issue = self.env["receivables.receipt.issue"].sudo()
        self.attested = {}  # document that was made and still is true -> what it attests
        self.acts = 0
        self.asked = set()  # names of payments whose receipt waits

    # === Acts === #

    @invariant()
    def the_scheduled_action_runs_now_and_then(self):
        """After every third act: what is issued must meet what undoes it."""
        self.acts += 1
        self.env.cr.flush()  # as a commit does
        self.revoke_what_is_no_more()
        for receipt in self.waiting() if self.acts % 3 == 0 else ():
            with patch.object(making, "render_receipt", lambda *args: b"%PDF"):
                self.issue._prepare_content(receipt)
                self.issue._make_receipt(receipt)
            assert (receipt.state, receipt.delivery) == ("issued", "none")
            name = self.owner(receipt)
            self.attested[receipt] = self.links_of(name)
            self.asked.discard(name)

    @precondition(lambda self: self.book.payments(*STANDING))
    @rule(pick=picks)
    def ask_for_the_receipt_of_a_payment(self, pick):
        name = self.picked(self.book.payments(*STANDING), pick)
        [receipt] = self.issue._queue_payment(self.world.records[name])
        known = [one for one, links in self.attested.items() if links == self.links_of(name)]
        if receipt.sha256:
            assert receipt in known
            assert self.owner(receipt) == name
        else:
            assert not [one for one in known if self.owner(one) == name]
            self.asked.add(name)

    # === What must be === #

    @invariant()
    def documents_say_what_is_in_force(self):
        self.env.cr.flush()  # as a commit does
        receipts = self.receipts()
        receipts.invalidate_recordset()
        self.revoke_what_is_no_more()
        made = receipts.filtered("sha256")
        assert {*made.filtered(lambda one: one.state != "revoked")} == {*self.attested}
        wanted = {name: kind for name in self.book.names(INVOICE) if (kind := self.wanted(name))}
        wanted |= dict.fromkeys(self.asked, "payment")
        waiting = receipts - made
        assert sorted((self.owner(one), one.kind) for one in waiting) == sorted(wanted.items())
        for receipt in waiting:
            assert self.figures_of(receipt) == self.expected_of(self.owner(receipt))

    @invariant()
    def settlements_are_those_of_the_model(self):
        names = self.book.names(INVOICE)
        moves = self.env["account.move"].union(*(self.world.records[name] for name in names))
        found = find_settlements(moves)
        for name in names:
            settlement = found[self.world.records[name].id]
            amounts = tuple(
                to_cents(getattr(settlement, key)) for key in ("initial", "paid", "remaining")
            )
            assert amounts == self.expected_of(name)
            rows = Counter((row.kind, to_cents(row.amount)) for row in settlement.rows)
            assert rows == Counter(
                (self.book.documents[credit[0]].kind, cents)
                for _debit, credit, cents in self.links_of(name).elements()
            )
            assert {each.line_id: to_cents(each.remaining) for each in settlement.installments} == {
                self.world.lines[item.key].id: item.residual
                for item in self.book.documents[name].items
            }

    # === Words of the rules === #

    def revoke_what_is_no_more(self):
        """A document falls with one of its allocations, and for good."""
        for receipt, links in [*self.attested.items()]:
            name = self.owner(receipt)
            if links - self.links_of(name) or not self.stands(name):
                del self.attested[receipt]
        for name in [*self.asked]:
            if not self.stands(name) or self.is_said(name):
                self.asked.remove(name)

    def stands(self, name):
        return name in self.book.names(INVOICE) or name in self.book.payments(*STANDING)

    def is_said(self, name):
        links = self.links_of(name)
        return any(self.owner(one) == name and said == links for one, said in self.attested.items())

    def wanted(self, name):
        """Which document of an invoice must be waiting."""
        links = self.links_of(name)
        if self.is_said(name) or not any(
            self.book.documents[credit[0]].kind == PAYMENT for _debit, credit, _cents in links
        ):
            return None
        return "balance" if self.book.documents[name].residual else "receipted"

    def links_of(self, name):
        """How often each allocation of a document is in force."""
        return Counter(
            (link.debit, link.credit, link.cents)
            for link in self.book.links.values()
            if name in (link.debit[0], link.credit[0])
        )

    def expected_of(self, name):
        """Cents at first, settled or used, and left."""
        document = self.book.documents[name]
        left = abs(document.residual)
        return abs(document.original), abs(document.original) - left, left

    def figures_of(self, receipt):
        amounts = (receipt.amount_initial, receipt.amount_paid, receipt.amount_remaining)
        return tuple(map(to_cents, amounts))

    def receipts(self):
        moves = [self.world.records[name].id for name in self.book.names(INVOICE)]
        payments = [self.world.records[name].id for name in self.book.names(PAYMENT)]
        return self.issue._writable().search(
            [
                "|",
                ("move_id", "in", moves),
                "&",
                ("kind", "=", "payment"),
                ("payment_ids", "in", payments),
            ],
            order="id",
        )

    def waiting(self):
        self.env.cr.flush()
        return self.receipts().filtered(lambda receipt: not receipt.sha256)

    def owner(self, receipt):
        record = receipt.move_id or receipt.payment_ids
        return next(name for name, known in self.world.records.items() if known == record)
