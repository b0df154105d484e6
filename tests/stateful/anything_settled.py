"""What settles what: proposals, dialogs with discounts and write-offs, core's own ways."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from odoo.fields import Command

from tests.stateful.anything import amounts, days, foreign, picks, shares
from tests.stateful.anything_documents import DocumentMachine

STRATEGIES = ("oldest_due", "oldest_issued", "exact_match", "legal_order")


class SettlingMachine(DocumentMachine):
    """Money that comes in, and what it is used for."""

    @rule(
        pick=picks,
        cents=amounts,
        day=days,
        third=st.booleans(),
        strategy=st.booleans(),
        foreign=foreign,
    )
    def payment(self, pick, cents, day, third, strategy, foreign):
        """Of a customer or of a third party, with the proposal of the form or without plan."""
        with self.act("payment of a third party" if third else "payment"):
            customer = self.picked(self.customers, pick)
            payment = self.payment_of(customer, cents, day, third and self.world.payer, foreign)
            if strategy:
                payment.action_propose_allocation()
            payment.action_post()

    @rule(pick=picks, strategy=st.sampled_from(STRATEGIES))
    def propose_and_apply(self, pick, strategy):
        with self.act("proposal applied"):
            lines = self.world.open_lines(self.picked(self.customers, pick))
            service = self.env["receivables.allocation"]
            service.apply(service.propose(lines.ids, strategy))

    @rule(pick=picks, cents=amounts, early=st.integers(0, 20), refunded=shares)
    def pay_with_a_discount(self, pick, cents, early, refunded):
        """An invoice with 2 % for ten days, and the dialog on a day before or after."""
        term = {
            "early_discount": True,
            "discount_percentage": 2,
            "discount_days": 10,
            "line_ids": [Command.create({"value_amount": 100, "nb_days": 30})],
        }
        with self.act("early payment discount"):
            invoice = self.invoice_of(self.picked(self.customers, pick), cents, pick, term)
            invoice.action_post()
            day = self.day_after(invoice, early)
            self.payments += self.dialog(invoice, payment_date=day)._create_payments()

    @rule(pick=picks, share=shares, day=days, chosen=st.sets(picks, min_size=1, max_size=3))
    def grant_a_discount(self, pick, share, day, chosen):
        """One payment for some invoices of a customer, what it lacks granted: all are closed."""
        customer = self.picked(self.customers, pick)
        invoices = self.open_invoices().filtered(lambda move: move.partner_id == customer)
        if invoices := invoices.browse(sorted({self.picked(invoices, pick).id for pick in chosen})):
            with self.act("discount granted"):
                due = sum(invoices.mapped("amount_residual"))
                payment = self.payment_of(customer, int(due * share / 8 * 100), day)
                lines = invoices._open_term_lines()
                payment.allocation_line_ids = [
                    Command.create({"line_id": line.id, "amount": 0.01}) for line in lines[:8]
                ]
                payment.write({"apply_discount": True, "discount_reason": "Agreed"})
                payment.action_post()
                assert not lines[:8].move_id.filtered("amount_residual"), "left open"

    @rule(pick=picks, share=shares)
    def pay_with_a_deduction(self, pick, share):
        """The payer keeps a fee; a clerk lets them keep 30 at most."""
        if invoice := self.picked(self.open_invoices(), pick):
            with self.act("fee kept"):
                fee = max(0.01, round(invoice.amount_residual * share / 40, 2))
                received = max(1, round((invoice.amount_residual - fee) * 100))
                payment = self.payment_of(invoice.partner_id, received, 335)
                payment.deduction_ids = [Command.create({"kind_id": self.fee.id, "amount": fee})]
                payment.action_propose_allocation()
                payment.with_env(self.env_of(self.clerk)).action_post()
                assert fee <= 30, "more than the kind allows"

    @rule(pick=picks, difference=st.integers(-700, 700))
    def close_a_difference(self, pick, difference):
        """Some cents less or more, closed: more than 5 is refused."""
        if invoice := self.picked(self.open_invoices(), pick):
            with self.act("difference closed"):
                due = invoice.amount_residual
                values = {"amount": max(0.01, due + difference / 100)}
                dialog = self.dialog(invoice, apply_tolerance=True, group_payment=True, **values)
                self.payments += dialog._create_payments()
                assert self.is_tolerated(invoice, dialog.amount - due), "more than is tolerated"
                assert not invoice.amount_residual, "left open"

    @rule(pick=picks, share=shares, close=st.booleans())
    def pay_with_a_write_off(self, pick, share, close):
        """The dialog for a part; the rest is written off, or stays open."""
        if invoice := self.picked(self.open_invoices(), pick):
            with self.act("write-off" if close else "part paid in the dialog"):
                values = {"amount": max(0.01, round(invoice.amount_residual * share / 8, 2))}
                self.pay(invoice, self.env, values, self.world.expense if close else None)

    @rule(pick=picks, difference=st.integers(-700, 700))
    def clerk_writes_off(self, pick, difference):
        """Some cents more or less, as a clerk: more than 5 is refused."""
        invoice = self.picked(self.open_invoices(), pick)
        if invoice and (amount := invoice.amount_residual + difference / 100) > 0:
            with self.act("tolerance of a clerk"):
                values = {"amount": amount}
                account = self.income if difference > 0 else self.world.expense
                self.pay(invoice, self.env_of(self.clerk), values, account)
                assert self.is_tolerated(invoice, difference / 100), "more than is tolerated"

    def is_tolerated(self, invoice, difference):
        """Five of the company, or less; the rates of the other currency are at least 13."""
        most = 5.0 if invoice.currency_id == self.company.currency_id else 30 * 5.0
        return abs(difference) < most + 0.005

    def pay(self, invoice, env, values, account):
        if account:
            values |= {
                "payment_difference_handling": "reconcile",
                "writeoff_account_id": account.id,
            }
        payment = self.dialog(invoice.with_env(env), **values)._create_payments()
        self.payments += payment.with_env(self.env)

    def dialog(self, invoice, **values):
        return (
            invoice.env["account.payment.register"]
            .with_context(active_model="account.move", active_ids=invoice.ids)
            .create(values)
        )

    # === Core's own ways === #

    @rule(pick=picks, chosen=st.sets(picks, min_size=2, max_size=4))
    def reconcile_in_core(self, pick, chosen):
        lines = self.world.open_lines(self.picked(self.customers, pick))
        if len(lines) > 1:
            with self.act("reconciled in accounting"):
                ids = {self.picked(lines, each).id for each in chosen}
                lines.browse(sorted(ids)).reconcile()

    @rule(pick=picks, whole=st.booleans())
    def part_in_core(self, pick, whole):
        """Removed in accounting, or by the cross on the invoice."""
        lines = (self.moves.exists() + self.payments.exists().move_id).line_ids
        matched = lines.matched_debit_ids | lines.matched_credit_ids
        if match := self.picked(matched.sorted("id"), pick):
            with self.act("unreconciled"):
                if whole:
                    match.debit_move_id.remove_move_reconcile()
                else:
                    match.debit_move_id.move_id.js_remove_outstanding_partial(match.id)
