"""Acts of core beside those of the addon: its payment dialog, its links, and undoing."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from odoo.fields import Command

from tests.stateful.acts import AllocationMachine, with_open
from tests.stateful.machine import part, picks, shares
from tests.stateful.model import CREDITS, INVOICE, PAYMENT
from tests.stateful.world import to_cents


class CoreMachine(AllocationMachine):
    """The random day, with the ways of core beside those of the addon."""

    @with_open(INVOICE)
    @rule(pick=picks, chosen=st.lists(shares | st.just(0), max_size=3), rest=shares)
    def pay_with_the_dialog(self, pick, chosen, rest):
        """Core's payment dialog: some credits, then money for a part of what remains."""
        items = self.book.items(INVOICE)
        document = self.book.documents[items[pick % len(items)].document]
        invoice = self.world.records[document.name]
        wizard = (
            self.env["account.payment.register"]
            .with_context(
                active_model="account.move", active_ids=invoice.ids, receivables_use_credits=True
            )
            .create({"payment_date": "2025-12-31"})
        )
        for line, share in zip(wizard.credit_line_ids, chosen, strict=False):
            line.amount = to_cents(line.open_amount) * share // 8 / 100
        plan = {line.line_id: to_cents(line.amount) for line in wizard.credit_line_ids}
        left = document.residual - sum(plan.values())
        if left < 0:
            self.refuse(wizard.action_create_payments)
            return
        if left:
            wizard.amount = part(left, rest) / 100
        assert to_cents(wizard.amount) == (part(left, rest) if left else 0)
        paid = self.pay(wizard, document.customer)
        assert paid == ([part(left, rest)] if left else [])
        used = self.used(self.world.adopt())
        for line, cents in plan.items():
            key = next(key for key, known in self.world.lines.items() if known == line)
            assert used.get(key, 0) == -cents
        assert sum(c for key, c in used.items() if key[0] == document.name) == sum(
            plan.values()
        ) + sum(paid)

    def pay(self, wizard, customer):
        """Confirm the payment dialog; return the cents of the payments it made."""
        Payment = self.env["account.payment"]
        mine = [("partner_id", "=", self.world.partners[customer].id)]
        before = Payment.search(mine)
        wizard.action_create_payments()
        payments = Payment.search(mine) - before
        for payment in payments:
            self.world.record(PAYMENT, customer, payment)
        return [to_cents(payment.amount) for payment in payments]

    # === Undoing, and core's own ways === #

    @precondition(lambda self: self.book.loose_links())
    @rule(chosen=st.sets(picks, min_size=1, max_size=3))
    def undo(self, chosen):
        loose = self.book.loose_links()
        marks = {loose[pick % len(loose)] for pick in chosen}
        self.env["receivables.allocation.removal"].create(
            {"partial_ids": [Command.set([*marks])], "reason": "A mistake"}
        ).action_remove()
        self.released(marks)
        events = self.env["receivables.allocation.event"].search(
            [("kind", "=", "removed")], order="id desc", limit=len(marks)
        )
        assert {*events.mapped("note")} == {"A mistake"}

    @precondition(lambda self: self.book.loose_links())
    @rule(pick=picks)
    def undo_in_core(self, pick):
        """The cross beside a payment on the invoice."""
        loose = self.book.loose_links()
        mark = loose[pick % len(loose)]
        self.move_of(self.book.links[mark].debit).js_remove_outstanding_partial(mark)
        self.released({mark})

    @precondition(lambda self: self.book.loose_links())
    @rule(pick=picks)
    def undo_in_accounting(self, pick):
        """*Unreconcile* on the journal items of both documents."""
        loose = self.book.loose_links()
        link = self.book.links[loose[pick % len(loose)]]
        keys = {link.debit, link.credit}
        lines = self.world.lines[link.debit] | self.world.lines[link.credit]
        lines.remove_move_reconcile()
        self.released(
            [mark for mark, link in self.book.links.items() if keys & {link.debit, link.credit}]
        )

    def move_of(self, key):
        return self.world.lines[key].move_id

    def released(self, marks):
        for mark in marks:
            self.book.release(mark)
        assert not self.world.adopt()

    @with_open(INVOICE)
    @with_open(*CREDITS)
    @rule(debit=picks, credit=picks)
    def add_in_core(self, debit, credit):
        """The *Add* link beside an outstanding credit on the invoice."""
        debits, credits = self.book.items(INVOICE), self.book.items(*CREDITS)
        document = self.book.documents[debits[debit % len(debits)].document]
        credit = credits[credit % len(credits)]
        if self.book.customer(credit.key) != document.customer:
            return
        most = min(document.residual, -credit.residual)
        invoice = self.world.records[document.name]
        invoice.js_assign_outstanding_line(self.world.lines[credit.key].id)
        assert self.used(self.world.adopt())[credit.key] == -most
