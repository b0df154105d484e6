"""Payments taken to the bank with slips, which a line of the bank credits."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from odoo.fields import Date

from odoo.addons.receivables_ext.models.remittances import bank

from tests.stateful.anything import amounts, days, picks
from tests.stateful.anything_ordered import OrderMachine


class RemittingMachine(OrderMachine):
    """What was received by hand is put on slips; money that the bank shows clears it."""

    def set_up_company(self):
        """Each payment is of a means that is taken to the bank, and waits for it."""
        super().set_up_company()
        method = self.world.journal.inbound_payment_method_line_ids[:1]
        method.means_id = self.env["receivables.payment.means"].create(
            {"name": "By hand", "code": "by-hand", "is_remitted": True}
        )
        self.slips = self.env["receivables.remittance"]

    @rule(pick=picks, cents=amounts, day=days, most=st.integers(1, 3), credited=st.booleans())
    def take_to_the_bank(self, pick, cents, day, most, credited):
        """One that was just received, with others that wait; the bank may show it the same day."""
        waiting = self.registered().filtered(
            lambda payment: payment.payment_type == "inbound" and not payment.remittance_id
        )
        with self.act("slip credited" if credited else "slip"):
            payment = self.payment_of(self.picked(self.customers, pick), cents, day)
            payment.action_post()
            same = waiting.filtered(lambda other: other._slip_key() == payment._slip_key())
            action = (payment + same)[:most].action_take_to_bank()
            slip = self.slips.browse(action["res_id"])
            slip.action_remit()
            self.slips += slip
            if credited:
                self.credit(slip)

    @rule(pick=picks)
    def credit_a_slip(self, pick):
        if slip := self.picked(self.remitted(), pick):
            with self.act("slip credited later"):
                self.credit(slip)

    def credit(self, slip):
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": slip.bank_journal_id.id,
                "date": Date.today(),
                "payment_ref": slip.name,
                "amount": bank.expected(slip)[-1],
            }
        )
        if fitting := bank.propose(line)[line]:
            bank.apply(line, fitting[0])

    @rule(pick=picks)
    def undo_a_slip(self, pick):
        if slip := self.picked(self.remitted(), pick):
            with self.act("slip undone"):
                slip._undo("It never reached the bank")

    def remitted(self):
        return self.slips.exists().filtered(lambda slip: slip.state == "remitted")
