"""The examples of `make demo` show the figures of the documents they come from."""

from datetime import date

from odoo.tests import tagged
from odoo.tools.convert import convert_file

from odoo.addons.account.tests.common import AccountTestInvoicingCommon

from dev.addon_files import demo_files
from dev.demo import PEOPLE
from dev.paths import ADDON
from dev.tour import examples

from .payment_life import BY_HAND, OLDEST_DUE, PaymentLifeFigures


class DemoFigures:
    """Load the demo files in a company of its own and read every figure."""

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref("sales_team.group_sale_manager")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Core gives a company that is made in another one the account of that one.
        cls.env.company.downpayment_account_id = False
        # In a database that has the examples already, they are loaded a second time.
        cls.env["ir.model.data"].sudo().search(
            [("module", "=", ADDON), ("name", "=like", "demo\\_%")]
        ).unlink()
        env = cls.env(context={**cls.env.context, "lang": "en_US"})
        for file in demo_files():
            convert_file(env, ADDON, file, {}, "init", noupdate=True)
        cls.examples = {example["key"]: example for example in examples(env)}

    def assertStory(self, key, documents, allocations, figures):
        """Compare one example: rows (amount, settled, left), rows (amount, why), the figures."""
        found = self.examples[key]
        self.assertEqual(
            [
                tuple(row[name] for name in ("amount", "settled", "left"))
                for row in found["documents"]
            ],
            documents,
        )
        self.assertEqual(
            [(row["amount"], row["why"][0]) for row in found["allocations"]], allocations
        )
        names = ("amount_received", "amount_pending", "amount_to_use")
        self.assertEqual(tuple(found[name] for name in names), figures)

    def test_there_is_a_person_for_each_role(self):
        for login in PEOPLE:
            user = self.env["res.users"].search([("login", "=", login)])
            with self.subTest(login=login):
                self.assertEqual(user, self.env.ref(f"{ADDON}.demo_user_{login}"))
                self.assertEqual(user.share, login == "customer")
                self.assertTrue(user.company_id in user.company_ids)
        sales = self.env.ref(f"{ADDON}.demo_user_sales")
        invoices = self.env["account.move"].with_user(sales).search([])
        self.assertIn(self.env.ref(f"{ADDON}.demo_leroy_invoice"), invoices)
        self.assertNotIn(self.env.ref(f"{ADDON}.demo_acme_next_invoice"), invoices)
        self.assertTrue(self.env.company.external_report_layout_id, "No dialog asks for it")

    def test_one_invoice_of_2000_is_paid_by_500_then_700_and_800(self):
        self.assertStory(
            "martin",
            [(2000, 2000, 0), (500, 500, 0), (700, 700, 0), (800, 800, 0)],
            [(500, BY_HAND), (700, BY_HAND), (800, BY_HAND)],
            (2000, 0, 0),
        )
        payments = self.env["account.payment"].browse(
            [
                self.env.ref(f"{ADDON}.demo_martin_{how}").id
                for how in ("cheque", "transfer", "card")
            ]
        )
        methods = payments.payment_method_line_id.mapped("name")
        self.assertEqual(methods, ["Cheque", "Bank transfer", "Card"])

    def test_3050_on_an_invoice_of_1500_leave_1550_for_the_next_one(self):
        self.assertStory(
            "acme",
            [(1500, 1500, 0), (1550, 0, 1550), (3050, 1500, 1550)],
            [(1500, OLDEST_DUE)],
            (3050, 1550, 1550),
        )
        self.assertOneClick("acme", credit=1550, left=0, to_use=0)

    def test_300_received_before_any_invoice_leave_700_of_1000(self):
        self.assertStory("leroy", [(1000, 0, 1000), (300, 0, 300)], [], (300, 1000, 300))
        self.assertOneClick("leroy", credit=300, left=700, to_use=0)
        rows = self.examples["leroy"]["documents"]
        self.assertGreater(rows[0]["date"], rows[1]["date"], "The money comes before the invoice")

    def test_a_credit_note_of_1000_is_used_600_and_400(self):
        self.assertStory(
            "parc",
            [(600, 600, 0), (900, 400, 500), (1000, 1000, 0)],
            [(600, BY_HAND), (400, BY_HAND)],
            (0, 500, 0),
        )

    def test_april_2025_leaves_1250_due(self):
        self.assertStory(
            "rivoli",
            [(1500, 1000, 500), (750, 0, 750), (1000, 1000, 0)],
            [(1000, OLDEST_DUE)],
            (1000, 1250, 0),
        )
        rows = self.examples["rivoli"]["documents"]
        self.assertEqual(
            [(row["date"], row["name"]) for row in rows],
            [
                (date(2025, 4, 5), "FAC-2001"),
                (date(2025, 4, 12), "FAC-2002"),
                (date(2025, 4, 20), "PAY-3001"),
            ],
        )
        self.assertEqual(self.examples["rivoli"]["allocations"][0]["document"], "FAC-2001")
        self.assertEqual(sum(row["amount"] for row in rows[:2]), 2250)

    def test_installments_are_settled_one_by_one_and_a_cheque_waits(self):
        self.assertStory(
            "blanc",
            [(1800, 400, 1400), (350, 0, 350), (400, 400, 0), (1900, 1750, 150)],
            [(400, OLDEST_DUE)],
            (400, 1750, 0),
        )
        cheque = self.env.ref(f"{ADDON}.demo_blanc_cheque")
        planned = cheque.allocation_line_ids.mapped("amount")
        self.assertEqual((cheque.state, planned), ("draft", [200, 600, 350, 600]))
        cheque.action_post()
        self.assertEqual(cheque.unallocated_amount, 150)

    def test_500_of_2000_are_paid_and_each_state_has_its_document(self):
        self.assertStory(
            "alpes", [(2000, 500, 1500), (500, 500, 0)], [(500, OLDEST_DUE)], (500, 1500, 0)
        )
        self.env.flush_all()
        self.env.cr.precommit.run()
        expected = {
            "martin_invoice": ("receipted", 2000, 2000, 0),
            "alpes_invoice": ("balance", 2000, 500, 1500),
            "blanc_installments": ("balance", 1800, 400, 1400),
        }
        for name, figures in expected.items():
            move = self.env.ref(f"{ADDON}.demo_{name}")
            receipt = self.env["receivables.receipt"].search([("move_id", "=", move.id)])
            amounts = (receipt.amount_initial, receipt.amount_paid, receipt.amount_remaining)
            self.assertEqual((receipt.kind, *amounts), figures)

    def test_an_order_of_1500_that_asks_30_percent_has_a_deposit_invoice_of_450(self):
        self.assertStory("faure", [(450, 0, 450)], [], (0, 450, 0))
        order = self.env.ref(f"{ADDON}.demo_faure_order")
        self.assertEqual(order.deposit_invoice_ids.mapped("amount_total"), [450])
        self.assertEqual(order.deposit_left_to_invoice, 1050)
        asked = self.env.ref(f"{ADDON}.demo_faure_quotation")
        self.assertEqual((asked.state, asked.deposit_amount), ("draft", 300))

    def test_reading_the_examples_changes_nothing(self):
        self.assertEqual(examples(self.env), list(self.examples.values()))

    def assertOneClick(self, key, **figures):
        click = self.examples[key]["one_click"]
        self.assertEqual({name: click[name] for name in figures}, figures)
        self.assertEqual(click["why"][0], "Oldest credit first")


@tagged("post_install", "-at_install")
class TestDemoFiguresGenericChart(DemoFigures, PaymentLifeFigures, AccountTestInvoicingCommon):
    """In a company with the generic chart of accounts."""

    def test_the_chart(self):
        self.assertEqual(self.env.company.chart_template, "generic_coa")


@tagged("post_install", "-at_install")
class TestDemoFiguresFrenchChart(DemoFigures, PaymentLifeFigures, AccountTestInvoicingCommon):
    """In a French company."""

    @classmethod
    @AccountTestInvoicingCommon.setup_chart_template("fr")
    def setUpClass(cls):
        super().setUpClass()

    def test_the_chart(self):
        self.assertEqual(self.env.company.chart_template, "fr")
