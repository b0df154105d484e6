"""Acts on what is open: the service, the run of all customers, the dialogs."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.stateful.machine import (
    STRATEGIES,
    LedgerMachine,
    amounts,
    customers,
    part,
    picks,
    shares,
)
from tests.stateful.model import CREDIT_NOTE, CREDITS, DEBITS, INVOICE, PAYMENT
from tests.stateful.world import CUSTOMERS, to_cents


def with_open(*kinds):
    """The rule needs an open item of one of ``kinds``."""
    return precondition(lambda self: self.book.items(*kinds))


class AllocationMachine(LedgerMachine):
    """The random day, with the ways of the addon to allocate."""

    # === The service === #

    @with_open(*DEBITS)
    @with_open(*CREDITS)
    @rule(rows=st.lists(st.tuples(picks, picks, shares), min_size=1, max_size=4))
    def allocate_chosen_amounts(self, rows):
        """Any rows: those that do not fit together are refused as a whole."""
        debits, credits = self.book.items(*DEBITS), self.book.items(*CREDITS)
        chosen = []
        for debit_pick, credit_pick, share in rows:
            debit, credit = debits[debit_pick % len(debits)], credits[credit_pick % len(credits)]
            most = min(debit.residual, -credit.residual)
            chosen.append((debit.key, credit.key, part(most, share)))
        self.apply(chosen)

    @with_open(*DEBITS)
    @with_open(*CREDITS)
    @rule(debit=picks, credit=picks, cents=st.sampled_from((0, -1, -5000)), too_much=amounts)
    def allocate_what_does_not_fit(self, debit, credit, cents, too_much):
        """Too much, nothing, less than nothing, the two sides exchanged."""
        debits, credits = self.book.items(*DEBITS), self.book.items(*CREDITS)
        debit, credit = debits[debit % len(debits)], credits[credit % len(credits)]
        most = min(debit.residual, -credit.residual)
        for row in (
            (debit.key, credit.key, most + too_much),
            (debit.key, credit.key, cents),
            (credit.key, debit.key, most),
        ):
            assert not self.fits([row])
            self.refuse(lambda row=row: self.service.apply([self.world.row(*row)]))
        less_than_a_cent = self.world.row(debit.key, credit.key, 0.4)
        self.refuse(lambda: self.service.apply([less_than_a_cent]))

    @precondition(lambda self: any(self.pairs_of_two_customers()))
    @rule(pick=picks)
    def allocate_to_another_customer(self, pick):
        pairs = [*self.pairs_of_two_customers()]
        debit, credit = pairs[pick % len(pairs)]
        self.apply([(debit.key, credit.key, 1)], refused=True)

    def pairs_of_two_customers(self):
        for customer, other in (CUSTOMERS, CUSTOMERS[::-1]):
            for debit in self.book.items(*DEBITS, customer=customer):
                for credit in self.book.items(*CREDITS, customer=other):
                    yield debit, credit

    def apply(self, rows, refused=False):
        proposal = [self.world.row(*row) for row in rows]
        if not self.fits(rows):
            self.refuse(lambda: self.service.apply(proposal))
            return
        assert not refused
        ids = self.service.apply(proposal)
        assert {*ids} == self.new_marks(lambda: self.adopt_exactly(rows))

    def adopt_exactly(self, rows):
        assert self.used(self.world.adopt()) == self.used(rows)
        touched = {key for debit, credit, _cents in rows for key in (debit, credit)}
        for key in touched & self.book.figures(CUSTOMERS)["closed"]:
            assert self.world.lines[key].full_reconcile_id, "all settled: core's mark is missing"

    def new_marks(self, adopt):
        before = {*self.book.links}
        adopt()
        return {*self.book.links} - before

    @rule(customer=customers, strategy=st.sampled_from(STRATEGIES))
    def propose_and_apply(self, customer, strategy):
        items = self.book.items(*DEBITS, *CREDITS, customer=customer)
        lines = [self.world.lines[item.key].id for item in items]
        proposal = self.service.propose(lines, strategy)
        total = sum(to_cents(row["amount"]) for row in proposal)
        most = min(self.book.owed(customer), self.book.credit(customer))
        # The list itself is the instruction of the customer.
        assert total == (0 if strategy == "manual" else most)
        self.service.apply(proposal)
        assert len(self.world.adopt()) == len(proposal)

    @rule(customer=customers, strategy=st.none() | st.sampled_from(STRATEGIES))
    def run_for_a_customer(self, customer, strategy):
        """The scheduled action's work; the strategy stays on the customer."""
        partner = self.world.partners[customer]
        partner.allocation_strategy = strategy or False
        most = min(self.book.owed(customer), self.book.credit(customer))
        run = self.env["receivables.allocation.run"]
        made = run._allocate(partner, self.world.company)
        rows = self.world.adopt()
        assert made == len(rows)
        self.check_total(rows, customer, most)
        assert not run._allocate(partner, self.world.company), "a second run finds nothing"

    @rule()
    def run_for_all_customers(self):
        run = self.env["receivables.allocation.run"]
        both = {
            self.world.partners[name]
            for name in CUSTOMERS
            if self.book.owed(name) and self.book.credit(name)
        }
        ours = {*self.world.partners.values()}
        found = {partner for _company, partner in run._candidates()} & ours
        assert found == both
        self.env["res.partner"].union(*ours).action_allocate_credits()
        self.world.adopt()

    # === The dialogs === #

    @with_open(INVOICE, *CREDITS)
    @rule(pick=picks, chosen=st.lists(shares | st.just(0) | st.just(16), max_size=5))
    def use_the_dialog(self, pick, chosen):
        """From an invoice, a credit note or a payment: amounts chosen line by line."""
        items = self.book.items(INVOICE, *CREDITS)
        item = items[pick % len(items)]
        document = self.book.documents[item.document]
        others = CREDITS if document.kind == INVOICE else DEBITS
        action = {
            INVOICE: "action_choose_credits",
            CREDIT_NOTE: "action_use_credit",
            PAYMENT: "action_allocate",
        }[document.kind]
        opening = getattr(self.world.records[document.name], action)
        if not self.book.items(*others, customer=document.customer):
            self.refuse(opening)
            return
        wizard = self.env["receivables.allocate"].browse(opening()["res_id"])
        self.check_proposal_of(wizard, document, others)
        plan = {}
        for line, share in zip(wizard.line_ids, chosen, strict=False):
            cents = to_cents(line.open_amount) * share // 8
            line.amount = cents / 100
        plan = {line.line_id.id: to_cents(line.amount) for line in wizard.line_ids}
        plan = {key: plan[line.id] for key, line in self.world.lines.items() if plan.get(line.id)}
        if not self.dialog_fits(plan, document):
            self.refuse(wizard.action_apply)
            return
        wizard.action_apply()
        used = self.used(self.world.adopt())
        assert {k: abs(c) for k, c in used.items() if k[0] != document.name} == plan
        self.check_oldest_first(document, used)

    def check_proposal_of(self, wizard, document, others):
        """The dialog opens with a proposal that uses all it can."""
        there = sum(abs(i.residual) for i in self.book.items(*others, customer=document.customer))
        assert to_cents(wizard.available_amount) == abs(document.residual)
        assert to_cents(wizard.selected_amount) == min(there, abs(document.residual))
        assert {line.line_id for line in wizard.line_ids} == {
            self.world.lines[i.key] for i in self.book.items(*others, customer=document.customer)
        }

    def dialog_fits(self, plan, document):
        return 0 < sum(plan.values()) <= abs(document.residual) and all(
            cents <= abs(self.book.item(key).residual) for key, cents in plan.items()
        )

    def check_oldest_first(self, document, used):
        """On the document itself, an installment is settled before a later one is begun."""
        touched = [item for item in document.items if item.key in used]
        assert all(not item.residual for item in touched[:-1])

    @precondition(lambda self: self.book.names(INVOICE))
    @rule(pick=picks)
    def apply_credits_to_an_invoice(self, pick):
        names = self.book.names(INVOICE)
        document = self.book.documents[names[pick % len(names)]]
        most = min(document.residual, self.book.credit(document.customer))
        invoice = self.world.records[document.name]
        if not most:
            self.refuse(invoice.action_apply_credits)
            return
        invoice.action_apply_credits()
        rows = self.world.adopt()
        assert {debit[0] for debit, *_ in rows} == {document.name}
        assert sum(cents for *_, cents in rows) == most
        self.check_oldest_first(document, self.used(rows))
