import random

from odoo.tests import tagged
from odoo.tools import SQL

from ...models.schedule.shares import MAX_DEBTS, RANKS, shares_sql
from ...rules import agreement as rule
from .agreement_common import AgreementCommon


@tagged("post_install", "-at_install")
class TestAgreementShares(AgreementCommon):
    """The database says of agreements what the rule says of them."""

    def test_sql_says_what_the_rule_says(self):
        chance = random.Random(1706)
        for rank in range(12):
            count = chance.randint(1, 4)
            docs = self.book(
                "\n".join(
                    f"2026-04-01 invoice R{rank}N{n} {cents / 100} 2026-05-0{n + 1}"
                    for n, cents in enumerate(chance.choices(range(1, 90001), k=count))
                )
            )
            agreement = self.draft(*docs.values())
            agreement.parts_count = chance.randint(1, 5)
            agreement.every = chance.choice(["week", "month"])
            agreement.action_cut()
            self.note_agreed(agreement)
            for document in docs.values():
                if chance.random() < 0.6:
                    part = document.amount_residual * chance.choice([0.3, 0.5, 1.0])
                    money = self.book(f"2026-06-10 payment P{document.id} {part:.2f}")
                    self.settle_by_core(document, *money.values())
            self.assertShares(agreement)

    def assertShares(self, agreement):
        self.env.flush_all()
        items = agreement.item_ids.sorted("rank")
        expected = sorted(
            (
                items[share.debt].line_id.id,
                share.part + 1,
                share.amount,
                share.amount - share.received,
            )
            for share in rule.shares(agreement._parts(), agreement._debts())
        )
        today = self.env["receivables.installment.query"]._today()
        found = self.env.execute_query(
            SQL(
                "SELECT line_id, part_rank, amount, remaining FROM (%s) share"
                " WHERE agreement_id = %s AND part_rank IS NOT NULL",
                shares_sql(today),
                agreement.id,
            )
        )
        found = sorted(
            (line, rank, round(amount * 100), round(left * 100))
            for line, rank, amount, left in found
        )
        self.assertEqual(found, expected if agreement.amount_left else [])

    def test_ids_of_rows_never_meet(self):
        self.assertLess(MAX_DEBTS, RANKS)
