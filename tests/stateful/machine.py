"""Random days at a desk: each act is played in Odoo and in the model, then all is compared."""

import contextlib

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Command

from tests.stateful.ledger import problems
from tests.stateful.model import CREDIT_NOTE, DEBITS, INVOICE, PAYMENT, Refused
from tests.stateful.world import CUSTOMERS, TERMS, World, day_of, to_cents

STRATEGIES = ("oldest_due", "oldest_issued", "exact_match", "legal_order", "instruction", "manual")

customers = st.sampled_from(CUSTOMERS)
# Round amounts meet each other: exact matches, combinations, equal residuals.
amounts = st.sampled_from((1, 2, 5000, 10000, 15000, 10001)) | st.integers(1, 30000)
days = st.integers(0, 335)
picks = st.integers(0, 50)  # which one of what is there, counted round
shares = st.integers(1, 8)  # eighths of what is left


def part(limit, share):
    """``share`` eighths of ``limit`` cents, one cent at least."""
    return max(1, limit * share // 8)


class LedgerMachine(RuleBasedStateMachine):
    """Two customers, whose invoices, credits and allocations come in any order."""

    registry = None  # set by the test

    def __init__(self):
        super().__init__()
        self.world = World(self.registry)
        self.env = self.world.env
        self.book = self.world.book
        self.service = self.env["receivables.allocation"]

    def teardown(self):
        self.world.rollback()

    # === Documents === #

    @rule(customer=customers, cents=amounts, day=days, terms=st.sampled_from(TERMS))
    def invoice(self, customer, cents, day, terms):
        move = self.world.create_invoice(customer, max(cents, len(terms)), day_of(day), terms)
        move.action_post()
        self.world.record(INVOICE, customer, move)
        assert not self.world.adopt(), "credits are proposed, not applied"

    @rule(customer=customers, cents=amounts, day=days, terms=st.sampled_from(TERMS))
    def invoice_that_uses_credits(self, customer, cents, day, terms):
        """The company applies credits when an invoice is validated."""
        credit = self.book.credit(customer)
        move = self.world.create_invoice(customer, max(cents, len(terms)), day_of(day), terms)
        self.world.company.credit_policy = "apply"
        move.action_post()
        self.world.company.credit_policy = "propose"
        name = self.world.record(INVOICE, customer, move)
        rows = self.world.adopt()
        assert {debit[0] for debit, *_ in rows} <= {name}
        self.check_total(rows, customer, min(credit, self.book.documents[name].original))

    @rule(customer=customers, cents=amounts, day=days)
    def credit_note(self, customer, cents, day):
        move = self.world.create_invoice(customer, cents, day_of(day), move_type="out_refund")
        move.action_post()
        self.world.record(CREDIT_NOTE, customer, move)

    @rule(customer=customers, cents=amounts, day=days, named=st.none() | picks)
    def payment(self, customer, cents, day, named):
        """Money without a plan, sometimes with the number of an invoice in its reference."""
        invoices = self.book.items(INVOICE, customer=customer)
        memo = None
        if invoices and named is not None:
            memo = f"For {self.world.records[invoices[named % len(invoices)].document].name}"
        payment = self.world.create_payment(customer, cents, day_of(day), memo)
        payment.action_post()
        self.world.record(PAYMENT, customer, payment)
        assert not self.world.adopt()

    @rule(
        customer=customers,
        cents=st.none() | amounts,
        day=days,
        plan=st.lists(st.tuples(picks, shares), max_size=6),
    )
    def draft_payment(self, customer, cents, day, plan):
        """A draft with chosen documents, credit notes too; it may not fit when validated."""
        self.draft(customer, cents, day, plan)

    def draft(self, customer, cents, day, plan, payer=None):
        """Enter a draft; a third party names the documents of everybody."""
        items = self.book.items(*DEBITS, CREDIT_NOTE, customer=None if payer else customer)
        chosen = {}
        for pick, share in plan if items else []:
            item = items[pick % len(items)]
            sign = 1 if item.residual > 0 else -1
            chosen[item.key] = sign * part(abs(item.residual), share)
        if cents is None:  # the customer pays just what they name
            cents = max(1, sum(chosen.values()))
        payment = self.world.create_payment(customer, cents, day_of(day), payer=payer)
        payment.allocation_line_ids = [
            Command.create({"line_id": self.world.lines[key].id, "amount": planned / 100})
            for key, planned in chosen.items()
        ]
        self.world.drafts[payment] = (customer, chosen)
        return payment

    @precondition(lambda self: self.world.drafts)
    @rule(pick=picks)
    def validate_draft(self, pick):
        payment = [*self.world.drafts][pick % len(self.world.drafts)]
        self.register(payment, self.world.drafts, payment.action_post)

    def register(self, payment, waiting, act):
        """Register one of the payments ``waiting``; its plan shrinks to what is open."""
        customer, plan = waiting[payment]
        plan = self.book.still_open(plan)
        before = payment.collection_state
        if not self.covers(payment, plan):
            self.refuse(act)
            assert payment.collection_state == before
            return
        act()
        del waiting[payment]
        name = self.world.record(PAYMENT, customer, payment)
        used, shares = {**plan}, self.shares(plan)
        for item in self.book.documents[name].items:
            used |= self.unless_zero(item.key, -shares.get(item.customer, 0))
        assert self.used(self.world.adopt()) == used

    def covers(self, payment, plan):
        """The amount is enough, and nobody settles with the credit notes of another."""
        shares = self.shares(plan).values()
        return all(cents >= 0 for cents in shares) and sum(shares) <= to_cents(payment.amount)

    def shares(self, plan):
        """Cents that a plan settles of each customer's documents."""
        shares = {}
        for key, cents in plan.items():
            shares[self.book.customer(key)] = shares.get(self.book.customer(key), 0) + cents
        return shares

    @rule(customer=customers, cents=amounts, day=days, strategy=st.sampled_from(STRATEGIES))
    def proposed_payment(self, customer, cents, day, strategy):
        """The proposal of the form, taken as it is."""
        payment = self.world.create_payment(customer, cents, day_of(day))
        payment.allocation_strategy = strategy
        payment.action_propose_allocation()
        plan = {line.line_id.id: to_cents(line.amount) for line in payment.allocation_line_ids}
        if strategy not in ("manual", "instruction"):
            assert sum(plan.values()) == min(cents, self.unplanned(customer))
        else:
            assert not any(plan.values())
        payment.action_post()
        name = self.world.record(PAYMENT, customer, payment)
        rows = self.world.adopt()
        assert self.used(rows) == {
            key: plan[line.id] for key, line in self.world.lines.items() if plan.get(line.id)
        } | self.unless_zero((name, 0), -sum(plan.values()))

    # === Invariants === #

    @invariant()
    def figures_are_those_of_the_model(self):
        expected, found = self.book.figures(CUSTOMERS), self.world.figures()
        # Core leaves some groups unmarked: those that one act has closed beside open lines.
        assert found.pop("closed") <= expected.pop("closed"), "marked as matched, yet open"
        differ = {
            name: (found[name], expected[name])
            for name in expected
            if found[name] != expected[name]
        }
        assert not differ, f"(found, expected): {differ}"
        assert self.turnover_adds_up()

    @invariant()
    def searches_find_what_the_figures_say(self):
        figures = self.book.figures(CUSTOMERS)
        for state in ("none", "partial", "full"):
            names = {n for n, value in figures["allocation_state"].items() if value == state}
            assert self.world.search_payments("allocation_state", "=", state) == names
        unused = {n for n, cents in figures["unallocated_amount"].items() if cents}
        assert self.world.search_payments("unallocated_amount", ">", 0) == unused

    @invariant()
    def ledger_is_whole(self):
        partners = self.world.payer.union(*self.world.partners.values())
        assert not problems(self.env, partners)

    # === Words of the rules === #

    def unplanned(self, customer):
        """What a customer owes and no draft or scheduled payment is meant to settle."""
        waiting = (self.world.drafts | self.book.scheduled).values()
        return sum(
            max(0, item.residual - sum(plan.get(item.key, 0) for _customer, plan in waiting))
            for item in self.book.items(*DEBITS, customer=customer)
        )

    def turnover_adds_up(self):
        in_force = sum(link.cents for link in self.book.links.values())
        return self.book.allocated - self.book.released == in_force

    def used(self, rows):
        """Signed cents taken from each item: {key: cents above zero for a debit}."""
        total = {}
        for debit, credit, cents in rows:
            total[debit] = total.get(debit, 0) + cents
            total[credit] = total.get(credit, 0) - cents
        return total

    def unless_zero(self, key, cents):
        return {key: cents} if cents else {}

    def check_total(self, rows, customer, most):
        """All that can be settled is, unless the customer's strategy leaves it to a person."""
        strategy = self.world.partners[customer].allocation_strategy
        total = sum(cents for *_, cents in rows)
        if strategy == "manual":
            assert total == 0
        elif strategy == "instruction":
            assert total <= most
        else:
            assert total == most, f"{total} cents settled instead of {most}"

    def refuse(self, act):
        """``act`` must be refused in words, and change nothing."""
        with contextlib.suppress(UserError), self.env.cr.savepoint():
            try:
                act()
            except (AccessError, LockError) as error:
                raise AssertionError(f"refused for another reason: {error}") from error
            raise AssertionError("an act that does not fit was accepted")
        assert not self.world.adopt()

    def fits(self, rows):
        try:
            self.book.check(rows)
        except Refused:
            return False
        return True
