"""What becomes of payments: scheduled, corrected, returned, presented again, given back."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from odoo.fields import Date

from odoo.addons.receivables_ext.models.payments.corrections import refund

from tests.stateful.acts import with_open
from tests.stateful.acts_of_core import CoreMachine
from tests.stateful.machine import amounts, customers, days, part, picks, shares
from tests.stateful.model import DEBITS, FEES, REFUND
from tests.stateful.world import day_of, to_cents


def with_payments(*states):
    """The rule needs a payment in one of ``states``."""
    return precondition(lambda self: self.book.payments(*states))


class WholeMachine(CoreMachine):
    """The random day with everything in it."""

    # === Paid by a third party === #

    @with_open(*DEBITS)
    @rule(
        customer=customers,
        cents=st.none() | amounts,
        day=days,
        plan=st.lists(st.tuples(picks, shares), min_size=1, max_size=6),
    )
    def payment_for_several(self, customer, cents, day, plan):
        """Each customer's documents are settled by their own share; what is left is the first's."""
        payment = self.draft(customer, cents, day, plan, payer=self.world.payer)
        self.register(payment, self.world.drafts, payment.action_post)

    # === Scheduled === #

    @precondition(lambda self: self.world.drafts)
    @rule(pick=picks, ahead=st.integers(1, 60), by_posting=st.booleans())
    def schedule(self, pick, ahead, by_posting):
        """Nothing but the plan: the invariants find the accounts as they were."""
        payment = [*self.world.drafts][pick % len(self.world.drafts)]
        _customer, plan = self.world.drafts[payment]
        payment.date = Date.today() + timedelta(ahead)
        act = payment.action_post if by_posting else payment.action_schedule
        if not self.covers(payment, plan):
            self.refuse(act)
            payment.date = day_of(0)
            return
        act()
        assert (payment.collection_state, payment.move_id.id) == ("scheduled", False)
        self.book.scheduled[payment] = self.world.drafts.pop(payment)

    @precondition(lambda self: self.book.scheduled)
    @rule(pick=picks)
    def register_now(self, pick):
        payment = self.picked(self.book.scheduled, pick)
        self.register(payment, self.book.scheduled, payment.action_register_now)

    @precondition(lambda self: self.book.scheduled)
    @rule(pick=picks, day=days)
    def unschedule(self, pick, day):
        payment = self.picked(self.book.scheduled, pick)
        payment.action_unschedule()
        payment.date = day_of(day)
        assert payment.collection_state == "draft"
        self.world.drafts[payment] = self.book.scheduled.pop(payment)

    # === Undone === #

    @with_payments("registered", "refunded")
    @rule(pick=picks)
    def correct(self, pick):
        """The draft that replaces it is to settle what the payment had settled."""
        name = self.picked(self.book.payments("registered", "refunded"), pick)
        correction = self.env["receivables.payment.correction"]._request(
            self.world.records[name], "Wrong amount", Date.today()
        )
        settled = self.world.record_undone(name, "reversed")
        self.replaced(name, correction.replacement_id, settled)

    @with_payments("registered", "refunded")
    @rule(pick=picks, fees=st.just(0) | amounts, charged=st.booleans())
    def bounce(self, pick, fees, charged):
        """The bank returns it, and may take fees that the customer may owe."""
        name = self.picked(self.book.payments("registered", "refunded"), pick)
        customer = self.book.documents[name].customer
        # Above the payment, a second person would be asked.
        fees = min(fees, to_cents(self.world.records[name].amount))
        returned = self.env["receivables.payment.return"]._return(
            self.world.records[name],
            Date.today(),
            self.env.ref("receivables_ext.return_reason_am04"),
            fees=fees / 100,
            charged=charged,
            account=self.world.expense,
        )
        self.world.settled[name] = self.world.record_undone(name, "returned")
        self.book.bank_fees += fees
        if fees and charged:
            self.world.record(FEES, customer, returned.fees_move_id)
        elif fees:
            self.book.expense += fees

    @with_payments("returned")
    @rule(pick=picks)
    def present_again(self, pick):
        """Once: the second time, the draft or payment that is there is opened to go on with."""
        name = self.picked(self.book.payments("returned"), pick)
        payment = self.world.records[name]
        known = payment.replacement_ids
        action = payment.action_present_again()
        if name not in self.world.settled:
            assert (payment.replacement_ids, action["res_id"]) == (known, known.id)
            return
        settled = self.world.settled.pop(name)
        left = self.book.still_open(settled)
        self.replaced(name, payment.browse(action["res_id"]), left)

    def replaced(self, name, draft, plan):
        payment = self.world.records[name]
        assert (draft.replaces_id, draft.amount) == (payment, payment.amount)
        assert (draft.collection_state, draft.payer_id) == ("draft", payment.payer_id)
        assert {line.line_id: to_cents(line.amount) for line in draft.allocation_line_ids} == {
            self.world.lines[key]: cents for key, cents in plan.items()
        }
        self.world.drafts[draft] = (self.book.documents[name].customer, dict(plan))

    @with_payments("returned", "reversed")
    @rule(pick=picks)
    def part_what_was_undone(self, pick):
        """Neither by the addon nor by core: the money would count again."""
        name = self.picked(self.book.payments("returned", "reversed"), pick)
        for item in self.book.documents[name].items:
            line = self.world.lines[item.key]
            self.refuse(line.remove_move_reconcile)
            self.refuse(line.matched_debit_ids.unlink)

    # === Given back === #

    @with_payments("registered", "refunded")
    @rule(pick=picks, share=shares, too_much=amounts)
    def refund(self, pick, share, too_much):
        """What is left goes first, then what was settled last; never more than was paid."""
        name = self.picked(self.book.payments("registered", "refunded"), pick)
        most = self.book.refundable(name)
        self.refuse(lambda: self.give_back(name, most + too_much))
        if not most:
            return
        cents, key = part(most, share), self.book.own_key(name)
        refund = self.give_back(name, cents)
        again = self.book.make_room(key, cents)
        new = self.world.record(REFUND, self.book.customer(key), refund, payment=name)
        assert self.used(self.world.adopt()) == again | {
            key: -cents - sum(again.values()),
            (new, 0): cents,
        }

    def give_back(self, name, cents):
        journal = self.world.journal
        return refund.refund_payment(
            self.world.records[name],
            cents / 100,
            "Order cancelled",
            date=Date.today(),
            journal_id=journal.id,
            payment_method_line_id=journal.outbound_payment_method_line_ids[:1].id,
        )

    def picked(self, things, pick):
        return [*things][pick % len(things)]
