from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestSecurity(ReceivablesCommon):
    """One test for each role and act, called as a remote client would."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls._user("clerk", "receivables_ext.group_receivables_user")
        cls.manager = cls._user("manager", "receivables_ext.group_receivables_manager")
        cls.invoicing = cls._user("invoicing", "account.group_account_invoice")
        cls.salesperson = cls._user("salesperson", "sales_team.group_sale_salesman")
        cls.sales_manager = cls._user("sales_manager", "sales_team.group_sale_salesman_all_leads")
        cls.employee = cls._user("employee", "base.group_user")
        cls.customer.user_id = cls.salesperson
        cls.other_customer.user_id = cls.sales_manager

    @classmethod
    def _user(cls, login, group):
        return cls.person(login, "base.group_user", group)

    def _docs(self, customer=None):
        return self.book(
            "2026-01-01 invoice INV1 100.00 2026-01-31\n2026-01-05 payment PAY1 150.00", customer
        )

    # === A receivables user === #

    def test_a_clerk_registers_and_allocates_a_payment(self):
        docs = self.book("2026-01-01 invoice INV1 100.00 2026-01-31")
        payment_env = self.env(user=self.clerk)["account.payment"].with_context(
            default_payment_type="inbound", default_partner_type="customer"
        )
        form = Form(payment_env, view="account.view_account_payment_form")
        form.partner_id = self.customer
        form.amount = 150.0
        payment = form.save()
        self.assertEqual(payment.allocated_amount, 100.0)
        payment.action_post()
        self.assertResiduals(docs, INV1=0.0)
        self.assertEqual(payment.unallocated_amount, 50.0)
        self.assertEqual(payment.move_id.state, "posted")

    def test_a_clerk_opens_an_invoice(self):
        """Without any right on the orders behind it."""
        invoice = self._docs()["INV1"].with_user(self.clerk)
        self.env.invalidate_all()
        self.assertEqual(Form(invoice).sale_order_count, 0)

    def test_a_clerk_proposes_applies_and_releases(self):
        docs = self._docs()
        ids = self.open_lines().ids
        proposal = self.call(self.clerk, "receivables.allocation", "propose", ids)
        partial_ids = self.call(self.clerk, "receivables.allocation", "apply", proposal)
        self.assertResiduals(docs, INV1=0.0, PAY1=50.0)
        removal = self.env["receivables.allocation.removal"].with_user(self.clerk)
        removal.create({"partial_ids": partial_ids, "reason": "No"}).action_remove()
        self.assertResiduals(docs, INV1=100.0, PAY1=150.0)

    def test_a_clerk_uses_credits_and_pays_from_the_invoice(self):
        docs = self._docs()
        invoice = docs["INV1"].with_user(self.clerk)
        self.assertEqual(invoice.available_credit, 150.0)
        invoice.action_apply_credits()
        docs |= self.book("2026-02-01 invoice INV2 500.00")
        action = docs["INV2"].with_user(self.clerk).action_register_payment()
        register = self.env[action["res_model"]].with_user(self.clerk)
        Form(register.with_context(**action["context"])).save().action_create_payments()
        self.assertResiduals(docs, INV1=0.0, INV2=0.0, PAY1=0.0)

    def test_a_clerk_neither_posts_invoices_nor_pays_suppliers(self):
        docs = self._docs()
        with self.assertRaises(AccessError):
            docs["INV1"].with_user(self.clerk).write({"ref": "mine"})
        with self.assertRaises(AccessError):
            docs["INV1"].copy().with_user(self.clerk).action_post()
        with self.assertRaises(AccessError):
            self.env["account.payment"].with_user(self.clerk).create(
                {
                    "payment_type": "outbound",
                    "partner_type": "supplier",
                    "partner_id": self.customer.id,
                    "amount": 10.0,
                    "journal_id": self.journal.id,
                }
            )
        bill = self.init_invoice("in_invoice", partner=self.customer, amounts=[1.0], post=True)
        with self.assertRaises(AccessError):
            bill.with_user(self.clerk).read(["name"])

    def test_a_clerk_does_not_choose_the_accounts_of_a_payment(self):
        revenue = self.company_data["default_account_revenue"]
        for name in ("outstanding_account_id", "destination_account_id"):
            payment = self.book("2026-01-05 draft PAY1 150.00")["PAY1"].with_user(self.clerk)
            payment[name] = revenue
            with self.assertRaisesRegex(UserError, "accounts that its customer or its journal"):
                payment.action_post()

    def test_a_clerk_configures_nothing(self):
        with self.assertRaises(AccessError):
            self.company.with_user(self.clerk).allocation_strategy = "manual"
        with self.assertRaises(AccessError):
            self.journal.with_user(self.clerk).name = "Mine"

    # === Who had rights before === #

    def test_invoicing_keeps_its_rights_and_gets_the_role(self):
        self.assertTrue(self.invoicing.has_group("receivables_ext.group_receivables_user"))
        self.assertFalse(self.invoicing.has_group("receivables_ext.group_receivables_manager"))
        self.assertTrue(self.manager.has_group("receivables_ext.group_receivables_user"))
        bill = self.init_invoice("in_invoice", partner=self.customer, amounts=[1.0], post=True)
        self.assertTrue(bill.with_user(self.invoicing).name)
        supplier = (
            self.env["account.payment"]
            .with_user(self.invoicing)
            .create(
                {
                    "payment_type": "outbound",
                    "partner_type": "supplier",
                    "partner_id": self.customer.id,
                    "amount": 10.0,
                    "journal_id": self.journal.id,
                }
            )
        )
        supplier.action_post()
        self.assertIn(supplier.state, ("in_process", "paid"))

    # === Sales staff === #

    def test_sales_staff_read_the_payments_of_their_customers_only(self):
        mine, theirs = self._docs(), self._docs(self.other_customer)
        Payment = self.env["account.payment"].with_user(self.salesperson)
        self.assertEqual(Payment.search([]) & (mine["PAY1"] + theirs["PAY1"]), mine["PAY1"])
        self.assertEqual(mine["PAY1"].with_user(self.salesperson).unallocated_amount, 150.0)
        with self.assertRaises(AccessError):
            theirs["PAY1"].with_user(self.salesperson).read(["amount"])
        both = mine["PAY1"] + theirs["PAY1"]
        self.assertEqual(both.with_user(self.sales_manager).mapped("amount"), [150.0, 150.0])

    def test_sales_staff_open_a_payment_and_a_customer(self):
        docs = self._docs()
        Form(docs["PAY1"].with_user(self.salesperson), view="account.view_account_payment_form")
        customer = self.customer.with_user(self.salesperson)
        docs["INV1"].invoice_user_id = self.salesperson
        self.assertEqual(
            (customer.amount_received, customer.amount_pending, customer.amount_to_use),
            (150.0, 100.0, 150.0),
        )

    def test_sales_staff_write_nothing(self):
        docs = self._docs()
        docs["INV1"].invoice_user_id = self.salesperson
        proposal = [self.row(docs["INV1"], docs["PAY1"], 10.0)]
        payment = docs["PAY1"].with_user(self.salesperson)
        for deed in (
            lambda: payment.write({"amount": 1.0}),
            lambda: payment.copy(),
            lambda: payment.unlink(),
            lambda: self.call(self.salesperson, "receivables.allocation", "apply", proposal),
            lambda: docs["INV1"].with_user(self.salesperson).action_apply_credits(),
            lambda: self.customer.with_user(self.salesperson).action_allocate_credits(),
        ):
            with self.assertRaises(AccessError):
                deed()
        self.assertResiduals(docs, INV1=100.0, PAY1=150.0)

    def test_an_employee_sees_nothing(self):
        docs = self._docs()
        for record, field in ((docs["PAY1"], "amount"), (self.customer, "amount_to_use")):
            with self.assertRaises(AccessError):
                record.with_user(self.employee).read([field])

    # === Remote calls === #

    def test_private_methods_are_out_of_reach(self):
        for model, method in (
            ("receivables.allocation", "_allocation_applied"),
            ("account.payment", "_to_register"),
            ("receivables.ledger.signal", "_settled"),
            ("receivables.allocation.event", "_record_allocations"),
            ("receivables.allocation.run", "_cron_allocate_credits"),
        ):
            with self.assertRaises(AccessError):
                self.call(self.manager, model, method, [])

    def test_amounts_cannot_be_forged_through_the_context(self):
        docs = self._docs()
        forged = {"receivables_chosen_amounts": {"pending": {}, "line_ids": []}}
        lines = self.receivable(docs["INV1"]) + self.receivable(docs["PAY1"])
        lines.with_context(**forged).reconcile()
        self.assertResiduals(docs, INV1=0.0, PAY1=50.0)

    def test_bad_rows_of_a_remote_client_are_refused_in_a_sentence(self):
        docs = self._docs()
        row = self.row(docs["INV1"], docs["PAY1"], 10.0)
        without_amount = {key: value for key, value in row.items() if key != "amount"}
        other_currency = self.setup_other_currency("EUR").id
        for bad, text in (
            (without_amount, "incomplete"),
            ({**row, "amount": "a lot"}, "incomplete"),
            ({**row, "amount": 0}, "above zero"),
            ({**row, "amount": -5}, "above zero"),
            ({**row, "amount": float("nan")}, "above zero"),
            ({**row, "amount": float("inf")}, "above zero"),
            ({**row, "debit_line_id": 2**31 - 1}, "no longer exists"),
            ({**row, "currency_id": 2**31 - 1}, "no longer exists"),
            ({**row, "currency_id": other_currency}, "neither the currency"),
            (
                {
                    **row,
                    "debit_line_id": row["credit_line_id"],
                    "credit_line_id": row["debit_line_id"],
                },
                "Exchange the two",
            ),
        ):
            with self.assertRaisesRegex(Exception, text):
                self.call(self.clerk, "receivables.allocation", "apply", [bad])
        self.assertResiduals(docs, INV1=100.0, PAY1=150.0)

    def test_the_same_pair_in_two_currencies_is_refused(self):
        docs = self._docs()
        row = self.row(docs["INV1"], docs["PAY1"], 10.0)
        other = {**row, "currency_id": self.setup_other_currency("EUR").id}
        with self.assertRaisesRegex(UserError, "in two currencies"):
            self.call(self.clerk, "receivables.allocation", "apply", [row, other])

    def test_reading_a_proposal_is_declared_to_write_nothing(self):
        self.assertTrue(self.env.registry["receivables.allocation"].propose._readonly)
