"""What becomes of payments when two people decide, and of customers when somebody tidies up."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from odoo.fields import Date

from odoo.addons.receivables_ext.models.payments.corrections import refund

from tests.stateful.anything import amounts, picks, shares
from tests.stateful.anything_agreed import AgreedMachine


class UndoingMachine(AgreedMachine):
    """What two people decide, and what becomes of customers."""

    # === A second person === #

    @rule(bound=st.sampled_from((0, 50, 150)))
    def ask_a_second_person_above(self, bound):
        self.company.correction_approval_amount = bound

    @rule(pick=picks)
    def clerk_corrects(self, pick):
        """At once, or it waits for a second person."""
        if payment := self.picked(self.registered(), pick):
            with self.act("corrected by a clerk"):
                correction = self.env(user=self.clerk)["receivables.payment.correction"]._request(
                    payment.with_user(self.clerk), "Wrong amount", Date.today()
                )
                self.payments += correction.with_env(self.env).replacement_id

    @rule(pick=picks, agreed=st.booleans())
    def head_decides(self, pick, agreed):
        waiting = self.payments.exists().filtered("correction_requested_id")
        if payment := self.picked(waiting, pick):
            with self.act("approved" if agreed else "refused by the second person"):
                decided = payment.with_user(self.head)
                if agreed:
                    decided.action_approve_correction()
                    self.payments += payment.replacement_ids - self.payments
                else:
                    decided.action_refuse_correction()

    @rule(pick=picks, fees=st.just(0) | amounts, charged=st.booleans())
    def bounce(self, pick, fees, charged):
        if payment := self.picked(self.registered(), pick):
            with self.act("returned by the bank"):
                self.env["receivables.payment.return"]._return(
                    payment,
                    Date.today(),
                    self.env.ref("receivables_ext.return_reason_am04"),
                    fees=fees / 100,
                    charged=charged,
                    account=self.world.expense,
                )

    @rule(pick=picks)
    def present_again(self, pick):
        returned = self.payments.exists().filtered(lambda one: one.collection_state == "returned")
        if payment := self.picked(returned, pick):
            with self.act("presented again"):
                action = payment.action_present_again()
                self.payments |= self.payments.browse(action["res_id"])

    @rule(pick=picks)
    def validate_a_payment(self, pick):
        drafts = self.payments.exists().filtered(lambda one: one.collection_state == "draft")
        if drafts:
            with self.act("draft payment validated"):
                self.picked(drafts, pick).action_post()

    @rule(pick=picks, share=shares)
    def refund(self, pick, share):
        if payment := self.picked(self.registered(), pick):
            with self.act("refunded"):
                journal = self.world.journal
                self.payments += refund.refund_payment(
                    payment,
                    round(payment.refundable_amount * share / 8, 2),
                    "Order cancelled",
                    date=Date.today(),
                    journal_id=journal.id,
                    payment_method_line_id=journal.outbound_payment_method_line_ids[:1].id,
                )

    @rule(pick=picks, other=st.none() | picks)
    def payment_to_draft_and_back(self, pick, other):
        """Sometimes for another customer, sometimes left in draft."""
        with self.act("payment to draft, other customer" if other else "payment to draft"):
            if payment := self.picked(self.registered(), pick):
                payment.action_draft()
                if other is not None:
                    payment.partner_id = self.picked(self.customers, other)
                if pick % 4:
                    payment.action_post()

    # === Customers === #

    @rule(pick=picks)
    def merge_customers(self, pick):
        """Core moves everything by SQL."""
        kept, gone = self.picked(self.customers, pick), self.picked(self.customers, pick + 1)
        before, (kept_id, gone_id) = self.customers, (kept.id, gone.id)
        with self.act("customers merged"):
            wizard = self.env["base.partner.merge.automatic.wizard"].create({})
            wizard._merge([kept_id, gone_id], kept, extra_checks=False)
            self.customers = before - gone
        self.customers = self.customers.exists()
        self.fill_up()

    @rule(pick=picks)
    def move_under_a_company(self, pick):
        """A customer becomes a contact of another one: the company holds the account."""
        moved, company = self.picked(self.customers, pick), self.picked(self.customers, pick + 1)
        with self.act("moved under a company"):
            company.is_company = True
            moved.write({"is_company": False, "parent_id": company.id})
            self.customers -= moved
        self.fill_up()

    @rule(pick=picks)
    def leave_the_company(self, pick):
        """A contact is a customer of its own again, unless documents would stay behind."""
        contacts = self.every.exists().filtered("parent_id")
        if contact := self.picked(contacts, pick):
            with self.act("contact on its own"):
                contact.parent_id = False
                self.customers |= contact

    def fill_up(self):
        while len(self.customers) < 2:
            self.new_customer()
