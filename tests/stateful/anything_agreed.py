"""Installments agreed anew: what is due moves, what is owed does not."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from odoo.fields import Date

from tests.stateful.anything import picks
from tests.stateful.anything_settled import SettlingMachine


class AgreedMachine(SettlingMachine):
    """Agreements on what some customer owes, new versions of them, and their end."""

    @rule(pick=picks, parts=st.integers(1, 5), later=st.integers(0, 40), most=st.integers(1, 4))
    def agree_anew(self, pick, parts, later, most):
        customer = self.picked(self.customers, pick)
        with self.act("agreement"):
            lines = self.world.open_lines(customer)
            debts = lines.filtered(lambda line: line.amount_residual_currency > 0)
            debts = debts.filtered(lambda line: line.currency_id == debts[:1].currency_id)[:most]
            agreement = self.env["receivables.agreement"]._draft_for(debts)
            agreement.parts_count = parts
            agreement.first_on = Date.today() + timedelta(later)
            self.decide(agreement)

    @rule(pick=picks)
    def agree_again(self, pick):
        if agreement := self.picked(self.agreements(), pick):
            with self.act("new version of an agreement"):
                action = agreement.action_new_version()
                self.decide(agreement.browse(action["res_id"]))

    @rule(pick=picks)
    def end_an_agreement(self, pick):
        if agreement := self.picked(self.agreements(), pick):
            with self.act("end of an agreement"):
                agreement._end("Other days were asked for")

    def agreements(self):
        return self.env["receivables.agreement"].search(
            [("state", "=", "agreed"), ("partner_id", "in", self.customers.ids)]
        )

    def decide(self, agreement):
        agreement.action_cut()
        agreement._agree("Ann")
        rows = self.env["receivables.installment"].search(
            [("agreement_id", "=", agreement.id), ("amount_to_collect", "!=", 0)]
        )
        left = {day: sum(some.mapped("amount_to_collect")) for day, some in self.by_day(rows)}
        for part in agreement.line_ids:
            found = left.get(part.date_due, 0.0)
            assert agreement.currency_id.compare_amounts(found, part.amount_left) == 0

    def by_day(self, rows):
        return rows.grouped("date_due").items()
