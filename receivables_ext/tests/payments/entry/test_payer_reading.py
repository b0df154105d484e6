from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import Form, new_test_user, tagged

from .payer_common import PayerCommon


@tagged("post_install", "-at_install")
class TestPayerReading(PayerCommon):
    """Who sees what of a payment made for several customers, and where."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = {
            "clerk": "receivables_ext.group_receivables_user",
            "seller": "sales_team.group_sale_salesman",
            "other_seller": "sales_team.group_sale_salesman",
        }
        for login, group in groups.items():
            user = new_test_user(
                cls.env,
                login,
                groups=f"base.group_user,{group}",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
            setattr(cls, login, user)
        cls.customer.user_id = cls.seller
        (cls.other_customer + cls.third_customer).user_id = cls.other_seller

    def _paid(self):
        docs = self._invoices()
        docs["PAY1"] = self._pay(150.0, {docs["INV1"]: 40.0, docs["INV2"]: 33.33})
        docs["PAY1"].action_post()
        return docs

    # === Roles === #

    def test_a_clerk_enters_and_registers_it_remotely(self):
        docs = self._invoices()
        env = self.env(user=self.clerk, context={"allowed_company_ids": self.company.ids})
        plan = {docs["INV2"]: 33.33, docs["INV3"]: 60.0}
        values = {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": self.customer.id,
            "payer_id": self.payer.id,
            "amount": 100.0,
            "journal_id": self.journal.id,
            "allocation_line_ids": [
                Command.create({"line_id": self.receivable(doc).id, "amount": part})
                for doc, part in plan.items()
            ],
        }
        [payment_id] = call_kw(env["account.payment"], "create", [[values]], {})
        call_kw(env["account.payment"], "action_post", [[payment_id]], {})
        [found] = call_kw(
            env["account.payment"], "read", [[payment_id], ["unallocated_amount", "payer_id"]], {}
        )
        self.assertEqual(
            (round(found["unallocated_amount"], 2), found["payer_id"]),
            (6.67, (self.payer.id, "Holding")),
        )
        self.assertResiduals(docs, INV1=100.0, INV2=0.0, INV3=6.67)

    def test_a_clerk_fills_the_form(self):
        docs = self._invoices()
        payments = self.env(user=self.clerk)["account.payment"].with_context(
            default_payment_type="inbound", default_partner_type="customer"
        )
        form = Form(payments, view="account.view_account_payment_form")
        form.partner_id = self.customer
        form.payer_id = self.payer
        form.amount = 150.0
        form.memo = docs["INV2"].name
        payment = form.save()
        payment.action_post()
        self.assertResiduals(docs, INV1=0.0, INV2=0.0)

    def test_sales_staff_see_the_payments_of_their_customers(self):
        payment = self._paid()["PAY1"]
        Payment = self.env["account.payment"]
        for user, count in ((self.seller, 1), (self.other_seller, 0)):
            self.assertEqual(Payment.with_user(user).search_count([("id", "=", payment.id)]), count)
        self.env.invalidate_all()
        mine = payment.with_user(self.seller)
        self.assertEqual((mine.unallocated_amount, mine.allocation_state), (76.67, "partial"))
        self.assertEqual(mine.allocation_line_ids.partner_id, self.customer)
        Form(mine, view="account.view_account_payment_form")
        found = Payment.with_user(self.seller).search([("unallocated_amount", ">", 0)])
        self.assertIn(payment, found)

    def test_sales_staff_see_the_right_figures(self):
        self._paid()
        self.env.invalidate_all()
        for user, customer, received in (
            (self.seller, self.customer, 116.67),
            (self.seller, self.other_customer, 0.0),
            (self.other_seller, self.other_customer, 33.33),
            (self.other_seller, self.customer, 0.0),
            (self.clerk, self.other_customer, 33.33),
        ):
            self.env.invalidate_all()
            figure = customer.with_user(user).amount_received
            self.assertEqual(round(figure, 2), received, f"{customer.name} for {user.login}")

    # === Figures === #

    def test_the_figure_opens_the_payments_with_a_share_of_the_customer(self):
        payment = self._paid()["PAY1"]
        own = self.book("2026-02-02 payment PAY2 5.00", self.other_customer)["PAY2"]
        for customer, expected in (
            (self.other_customer, payment + own),
            (self.customer, payment),
            (self.payer, payment.browse()),
            (self.third_customer, payment.browse()),
        ):
            action = customer.action_open_received()
            self.assertEqual(payment.search(action["domain"], order="id"), expected, customer.name)

    def test_write_offs_are_not_received(self):
        self._invoices()
        write_off = {
            "name": "Discount",
            "account_id": self.company_data["default_account_expense"].id,
            "partner_id": self.customer.id,
            "currency_id": self.company.currency_id.id,
            "amount_currency": 2.0,
            "balance": 2.0,
        }
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "payer_id": self.payer.id,
                "amount": 98.0,
                "journal_id": self.journal.id,
                "write_off_line_vals": [write_off],
            }
        )
        payment.action_post()
        self.assertIn(("ACME", -100.0, -100.0), self._entry(payment))
        self.assertFigures(
            ACME=(98.0, 0.0), Globex=(0.0, 33.33), Initech=(0.0, 66.67), Holding=(0.0, 0.0)
        )

    def test_the_invoice_of_each_customer_shows_the_payment(self):
        docs = self._paid()
        for name, amount in (("INV1", 40.0), ("INV2", 33.33)):
            [row] = docs[name].invoice_payments_widget["content"]
            self.assertEqual((row["account_payment_id"], row["amount"]), (docs["PAY1"].id, amount))
            self.assertIn(docs["PAY1"], docs[name].reconciled_payment_ids)
        self.assertEqual(docs["PAY1"].reconciled_invoice_ids, docs["INV1"] + docs["INV2"])
        events = docs["PAY1"].allocation_event_ids
        self.assertEqual(events.partner_id, self.customer + self.other_customer)

    # === What is left === #

    def test_what_is_left_is_allocated_to_the_customers_documents(self):
        docs = self._paid()
        wizard = self.env["receivables.allocate"].browse(docs["PAY1"].action_allocate()["res_id"])
        self.assertEqual((wizard.partner_id, wizard.available_amount), (self.customer, 76.67))
        self.assertEqual(wizard.line_ids.move_id, docs["INV1"])
        wizard.action_apply()
        self.assertResiduals(docs, INV1=0.0, INV2=0.0, PAY1=16.67)

    def test_what_was_released_goes_to_its_own_customer_again(self):
        docs = self._paid()
        docs |= self.book("2026-01-09 invoice INV4 10.00", self.other_customer)
        line = self.receivable(docs["INV2"])
        self.env["receivables.allocation.removal"].create(
            {"partial_ids": line.matched_credit_ids.ids, "reason": "A mistake"}
        ).action_remove()
        self.assertResiduals(docs, INV2=33.33, PAY1=110.0)
        self.assertEqual(docs["INV2"].available_credit, 33.33)
        wizard = self.env["receivables.allocate"].browse(docs["PAY1"].action_allocate()["res_id"])
        self.assertFalse(wizard.partner_id)
        self.assertEqual(
            {(line.partner_id.name, line.move_id.ref, line.amount) for line in wizard.line_ids},
            {("ACME", "INV1", 60.0), ("Globex", "INV2", 33.33), ("Globex", "INV4", 0.0)},
        )
        for line in wizard.line_ids:
            line.amount = {"INV1": 20.0, "INV2": 30.0, "INV4": 3.33}[line.move_id.ref]
        wizard.action_apply()
        self.assertResiduals(docs, INV1=40.0, INV2=3.33, INV4=6.67, PAY1=56.67)

    # === The receipt === #

    def test_the_receipt_names_the_payer_and_the_customers(self):
        payment = self._paid()["PAY1"]
        html = self.env["ir.actions.report"]._render_qweb_html(
            "account.report_payment_receipt", payment.ids
        )[0]
        text = " ".join(html.decode().split())
        self.assertRegex(
            text, r"Received from\s*<span>Holding</span>\s*on behalf of\s*<span>ACME, Globex</span>"
        )
        self.assertRegex(text, r'name="customer_of_document"> \(<span>Globex</span>\)')
        self.assertNotRegex(text, r'name="customer_of_document"> \(<span>ACME</span>\)')
        own = self.book("2026-02-02 payment PAY2 5.00")["PAY2"]
        html = self.env["ir.actions.report"]._render_qweb_html(
            "account.report_payment_receipt", own.ids
        )[0]
        self.assertNotIn("on behalf of", html.decode())

    def test_sales_staff_print_it_with_their_own_documents(self):
        """The entries behind it are out of their reach, and so are the documents of others."""
        docs = self._paid()
        docs["INV1"].invoice_user_id = self.seller
        docs["INV2"].invoice_user_id = self.other_seller
        self.env.invalidate_all()
        report = self.env["ir.actions.report"].with_user(self.seller)
        html, _type = report._render_qweb_html("account.report_payment_receipt", docs["PAY1"].ids)
        text = html.decode()
        self.assertIn(docs["INV1"].name, text)
        self.assertIn(docs["PAY1"].name, text)
        self.assertNotIn(docs["INV2"].name, text)
