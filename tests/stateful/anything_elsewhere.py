"""Lines of the bank's statement, and documents of a branch of the company."""

import contextlib

from hypothesis import strategies as st
from hypothesis.stateful import rule

from odoo.fields import Command

from tests.stateful.anything import amounts, days, picks
from tests.stateful.anything_remitted import RemittingMachine
from tests.stateful.world import day_of


class ElsewhereMachine(RemittingMachine):
    """The random day with everything in it: the bank and a branch too."""

    def set_up_company(self):
        """A branch, which the person has ticked beside the company; and bank lines."""
        super().set_up_company()
        self.env.user.group_ids += self.env.ref("account.group_account_user")
        self.branch = self.env["res.company"].create(
            {"name": "Branch", "parent_id": self.company.id}
        )
        self.env.cr.precommit.run()  # core loads the accounts of branches there
        self.env.user.company_ids = [Command.link(self.branch.id)]
        self.both = [self.company.id, self.branch.id]
        self.env = self.env(context={**self.env.context, "allowed_company_ids": self.both})
        self.world.env = self.env
        self.lines = self.env["account.bank.statement.line"]

    # === Bank lines === #

    @rule(pick=picks, other=picks, cents=amounts, day=days, out=st.booleans(), match=st.booleans())
    def bank_line(self, pick, other, cents, day, out, match):
        """Money in or out that accounting books on the account of a customer, matched or not."""
        customer = self.picked(self.customers, pick)
        account = customer.property_account_receivable_id
        open_lines = self.world.open_lines(customer)
        with self.act("bank line matched" if match else "bank line"):
            line = self.lines.create(
                {
                    "journal_id": self.world.journal.id,
                    "date": day_of(day),
                    "payment_ref": "Transfer",
                    "partner_id": customer.id,
                    "amount": -cents / 100 if out else cents / 100,
                    "counterpart_account_id": account.id,
                }
            )
            self.lines += line
            if match and open_lines:
                mine = line.line_ids.filtered(lambda item: item.account_id == account)
                (mine + self.picked(open_lines, other)).reconcile()

    @rule(pick=picks)
    def undo_a_bank_line(self, pick):
        """Back on the suspense account, nothing matched."""
        if line := self.picked(self.lines.exists(), pick):
            with self.act("bank line undone"):
                line.action_undo_reconciliation()

    @rule(pick=picks, share=st.integers(1, 8))
    def delete_a_bank_line(self, pick, share):
        """Imported by mistake."""
        if (line := self.picked(self.lines.exists(), pick)) and share == 1:
            with self.act("bank line deleted"):
                line.unlink()

    # === A branch === #

    @rule(pick=picks, cents=amounts, day=days, credit=st.booleans())
    def document_of_the_branch(self, pick, cents, day, credit):
        kind = "out_refund" if credit else "out_invoice"
        with self.act(f"{'credit note' if credit else 'invoice'} of a branch"), self.at_branch():
            self.invoice_of(self.picked(self.customers, pick), cents, day, None, kind).action_post()

    @rule(pick=picks, cents=amounts, day=days, propose=st.booleans())
    def payment_at_the_branch(self, pick, cents, day, propose):
        with self.act("payment at a branch"), self.at_branch():
            payment = self.payment_of(self.picked(self.customers, pick), cents, day)
            if propose:
                payment.action_propose_allocation()
            payment.action_post()

    @contextlib.contextmanager
    def at_branch(self):
        """The branch is the current company for a while."""
        here = self.env
        self.env = here(context={**here.context, "allowed_company_ids": [*reversed(self.both)]})
        try:
            yield
        finally:
            self.env = here
