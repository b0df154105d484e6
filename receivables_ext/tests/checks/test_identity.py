from odoo import fields
from odoo.fields import Command
from odoo.tests import tagged

from ...models.checks.identity import Disagreement, find_disagreements
from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestIdentity(ReceivablesCommon):
    """What a customer owes is the same figure wherever it is shown."""

    def _disagreements(self, customer=None):
        return find_disagreements(self.env, (customer or self.customer).ids)

    def _forge(self, line, **values):
        self.env.flush_all()
        for name, value in values.items():
            self.env.cr.execute(
                f"UPDATE account_move_line SET {name} = %s WHERE id = %s", (value, line.id)
            )
        self.env.invalidate_all()

    def _found(self, **figures):
        company = self.company
        figures = {name: float(amount) for name, amount in figures.items()}
        return Disagreement(self.customer.id, company.id, company.currency_id.id, **figures)

    def test_a_ledger_of_everything_agrees(self):
        docs = self.book(
            """
            2026-01-01  invoice      INV1  300.00  2026-01-31=30,2026-02-28=70
            2026-01-02  credit_note  RINV   20.00
            2026-01-05  payment      PAY1  150.00
            """
        )
        self.service.apply([self.row(docs["INV1"], docs["PAY1"], 60.0)])
        self.assertEqual(self._disagreements(), [])
        self.assertEqual(find_disagreements(self.env), [])

    def test_currencies_and_rates_agree(self):
        francs = self.setup_other_currency("CHF", rates=[("2026-01-01", 2.0), ("2026-02-01", 4.0)])
        docs = self.book("2026-01-01 invoice INV1 200.00", currency=francs)
        docs |= self.book("2026-02-01 payment PAY1 120.00\n2026-02-02 invoice INV2 30.00")
        self.assertEqual(self._disagreements(), [])
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        self.assertEqual(self._disagreements(), [])

    def test_a_difference_of_exchange_goes_with_its_allocation(self):
        """Whichever of the two is removed on the invoice."""
        rates = [("2026-01-01", 13.0), ("2026-02-01", 20.0)]
        francs = self.setup_other_currency("CHF", rates=rates)
        docs = self.book(
            "2026-01-01 invoice INV1 230.00\n2026-02-01 payment PAY1 100.00", currency=francs
        )
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        line = self.receivable(docs["INV1"])
        difference = line.matched_credit_ids.filtered(lambda match: not match.exchange_move_id)
        self.assertTrue(difference)
        docs["INV1"].js_remove_outstanding_partial(difference.id)
        self.assertResiduals(docs, INV1=230.0, PAY1=100.0)
        self.assertEqual(self._disagreements(), [])

    def test_what_is_booked_ahead_is_counted(self):
        self.book("2026-01-01 payment PAY1 100.00")
        ahead = fields.Date.add(fields.Date.today(), years=1)
        self.book(f"{ahead} invoice INV1 100.00")
        self.assertEqual(self._disagreements(), [])

    def test_a_forged_residual_is_seen(self):
        invoice = self.book("2026-01-01 invoice INV1 100.00")["INV1"]
        self._forge(self.receivable(invoice), amount_residual=40, amount_residual_currency=40)
        self.assertEqual(
            self._disagreements(), [self._found(ledger=40, statement=100, ageing=40, schedule=40)]
        )

    def test_an_item_marked_as_settled_is_seen(self):
        invoice = self.book("2026-01-01 invoice INV1 100.00\n2026-01-02 invoice INV2 5.00")["INV1"]
        self._forge(self.receivable(invoice), reconciled=True)
        self.assertIn(self._found(ledger=105, card=5), self._disagreements())

    def test_an_item_in_the_name_of_a_contact_is_seen(self):
        invoice = self.book("2026-01-01 invoice INV1 100.00\n2026-01-02 invoice INV2 5.00")["INV1"]
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        self._forge(self.receivable(invoice), partner_id=contact.id)
        self.assertEqual(self._disagreements(contact), [self._found(ledger=105, card=5)])

    def test_nobody_else_is_named(self):
        docs = self.book("2026-01-01 invoice INV1 100.00", customer=self.other_customer)
        self._forge(self.receivable(docs["INV1"]), amount_residual_currency=40)
        self.assertEqual(self._disagreements(), [])
        self.assertEqual(
            {each.partner_id for each in find_disagreements(self.env)}, {self.other_customer.id}
        )

    def test_branches_share_an_account(self):
        branch = self.env["res.company"].create(
            {
                "name": "Branch",
                "parent_id": self.company.id,
                "country_id": self.company.country_id.id,
            }
        )
        self.env.user.company_ids = [Command.link(branch.id)]
        self.book("2026-01-01 invoice INV1 100.00")
        self.assertEqual(self._disagreements(), [])

    def test_queries_do_not_grow_with_customers(self):
        def count(customers):
            self.env.invalidate_all()
            self.env.flush_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(find_disagreements(self.env, customers.ids), [])
            return self.env.cr.sql_log_count - before

        customers = self.env["res.partner"].create([{"name": f"C{n}"} for n in range(12)])
        for customer in customers:
            self.book("2026-01-01 invoice I 10.00\n2026-01-02 payment P 25.00", customer=customer)
        count(customers)
        self.assertEqual(count(customers[:2]), count(customers))
