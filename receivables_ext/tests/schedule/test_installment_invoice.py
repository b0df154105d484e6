from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .installment_acts_common import InstallmentActsCommon

THREE = "2026-05-31=30,2026-06-15=30,2026-07-31=40"


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestInvoiceInstallments(InstallmentActsCommon):
    """The invoice says where each of its parts stands."""

    def test_three_installments(self):
        docs = self.book(f"2026-05-01 invoice INV1 1000 {THREE}\n2026-06-01 payment PAY1 400")
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        self.assertEqual(
            [
                (str(one.date_due), one.amount, one.amount_received, one.status_label)
                for one in docs["INV1"].installment_ids
            ],
            [
                ("2026-05-31", 300.0, 300.0, "Fully paid"),
                ("2026-06-15", 300.0, 0.0, "Due today"),
                ("2026-07-31", 400.0, 0.0, "Due in 46 days"),
            ],
        )

    def test_none_on_drafts_one_date_and_other_documents(self):
        docs = self.book(
            f"""
            2026-05-01 invoice INV1 1000 2026-05-31
            2026-05-01 credit_note RINV1 100
            2026-05-01 invoice INV2 1000 {THREE}
            """
        )
        self.assertFalse((docs["INV1"] + docs["RINV1"]).installment_ids)
        docs["INV2"].button_draft()
        self.assertFalse(docs["INV2"].installment_ids)

    def test_the_form_of_an_invoice_in_one_part_asks_nothing_more(self):
        docs = self.book(
            f"2026-05-01 invoice INV1 1000 2026-05-31\n2026-05-01 invoice INV2 1000 {THREE}"
        )

        def cost(move):
            self.env.invalidate_all()
            move.line_ids.mapped("display_type")
            move.state  # noqa: B018
            before = self.cr.sql_log_count
            move.installment_ids.mapped("status_label")
            return self.cr.sql_log_count - before

        cost(docs["INV2"])
        self.assertEqual(cost(docs["INV1"]), 0)
        # Of which four find the schedule, and one whether anything was ever agreed.
        self.assertLessEqual(cost(docs["INV2"]), 6)

    def test_the_form_opens_for_each_role(self):
        invoice = self.book(f"2026-05-01 invoice INV1 1000 {THREE}")["INV1"]
        invoice.invoice_user_id = salesperson = self.salesperson()
        for user in (self.clerk(), salesperson, self.auditor()):
            form = Form(invoice.with_user(user))
            self.assertEqual(len(form.installment_ids), 3, user.login)

    def test_who_follows_nothing_reads_nothing(self):
        invoice = self.book(f"2026-05-01 invoice INV1 1000 {THREE}")["INV1"]
        user = self.new_user("nobody", "base.group_user")
        with self.assertRaises(AccessError):
            invoice.with_user(user).read(["installment_ids"])


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15")
class TestLateCustomers(InstallmentActsCommon):
    """What is late of a customer: the late list, with what remains due."""

    def assertLate(self, customer, amount, count):
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertEqual((customer.amount_late, customer.late_count), (amount, count))

    def late_list(self):
        self.env.flush_all()
        return self.env["res.partner"].search([("amount_late", ">", 0)])

    def test_a_late_invoice_paid_in_part_is_late_for_what_remains(self):
        docs = self.book("2026-05-01 invoice INV1 1000 2026-06-14")
        self.assertLate(self.customer, 1000.0, 1)
        docs |= self.book("2026-06-15 payment PAY1 400")
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        self.assertLate(self.customer, 600.0, 1)
        self.assertIn(self.customer, self.late_list())
        late = self.Installment.search(self.customer.action_open_late()["domain"])
        self.assertEqual(late.amount_to_collect, 600.0)
        self.assertEqual(late.status_label, "1 day late, partly paid")
        self.assertTrue(self.customer.late_partly_paid)

    def test_partly_paid_and_late_customers_are_found_apart(self):
        docs = self.book("2026-05-01 invoice INV1 1000 2026-06-14\n2026-06-15 payment PAY1 400")
        self.book("2026-05-01 invoice INV2 50 2026-06-14", self.other_customer)
        # Paid in part, and due later: no reminder.
        third = self.env["res.partner"].create({"name": "Initech"})
        docs |= self.book(
            "2026-05-01 invoice INV3 60 2026-06-20\n2026-06-15 payment PAY3 10", third
        )
        for rank in "13":
            self.settle_by_core(docs[f"INV{rank}"], docs[f"PAY{rank}"])
        self.env.flush_all()
        three = self.customer + self.other_customer + third
        for value, expected in ((True, self.customer), (False, self.other_customer + third)):
            found = three.search([("id", "in", three.ids), ("late_partly_paid", "=", value)])
            self.assertEqual(found, expected)
        self.assertEqual(three.mapped("late_partly_paid"), [True, False, False])
        # The list of customers says what remains, not what was invoiced.
        view = self.env.ref("base.view_partner_tree")
        self.assertIn('name="amount_late"', three.get_view(view.id, "list")["arch"])
        self.assertEqual(three.mapped("amount_late"), [600.0, 50.0, 0.0])

    def test_today_is_not_late_and_paid_is_not_either(self):
        docs = self.book(
            """
            2026-05-01 invoice INV1 100 2026-06-15
            2026-05-01 invoice INV2 200 2026-05-31
            2026-05-01 invoice INV3 400 2026-05-31=50,2026-06-30=50
            2026-06-01 payment PAY2 200
            """
        )
        self.settle_by_core(docs["INV2"], docs["PAY2"])
        self.assertLate(self.customer, 200.0, 1)
        self.assertLate(self.other_customer, 0.0, 0)
        self.assertNotIn(self.other_customer, self.late_list())

    def test_in_the_currency_of_the_company(self):
        cad = self.setup_other_currency("CAD", rates=[("2026-01-01", 2.0)])
        self.book("2026-05-01 invoice INV1 100 2026-05-31", currency=cad)
        self.book("2026-05-01 invoice INV2 30 2026-05-31")
        self.assertLate(self.customer, 80.0, 2)

    def test_a_contact_is_as_late_as_his_company(self):
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": self.customer.id})
        self.book("2026-05-01 invoice INV1 100 2026-05-31", contact)
        self.assertLate(contact, 100.0, 1)
        self.assertLessEqual(contact + self.customer, self.late_list())

    def test_search_by_amount(self):
        self.book("2026-05-01 invoice INV1 100 2026-05-31")
        self.book("2026-05-01 invoice INV2 900 2026-05-31", self.other_customer)
        self.env.flush_all()
        both = self.customer + self.other_customer
        for operator, value, expected in (
            (">", 0, both),
            (">=", 900, self.other_customer),
            ("<", 500, self.customer),
            ("<=", 0, self.env["res.partner"]),
            ("=", 100, self.customer),
        ):
            with self.subTest(operator=operator, value=value):
                found = both.search([("id", "in", both.ids), ("amount_late", operator, value)])
                self.assertEqual(found, expected)

    def test_as_many_queries_for_many_customers(self):
        customers = self.env["res.partner"].create([{"name": f"C{rank}"} for rank in range(6)])
        for customer in customers:
            self.book("2026-05-01 invoice INV1 100 2026-05-31", customer)

        def cost(some):
            self.env.flush_all()
            self.env.invalidate_all()
            some.mapped("commercial_partner_id")
            before = self.cr.sql_log_count
            some.mapped("amount_late")
            return self.cr.sql_log_count - before

        cost(customers)
        self.assertEqual(cost(customers), cost(customers[0]))

    def test_salespersons_see_their_customers(self):
        salesperson, colleague = self.salesperson(), self.new_user("colleague", "base.group_user")
        self.customer.user_id, self.other_customer.user_id = salesperson, colleague
        self.book("2026-05-01 invoice INV1 100 2026-05-31")
        self.book("2026-05-01 invoice INV2 100 2026-05-31", self.other_customer)
        self.env.invalidate_all()
        both = (self.customer + self.other_customer).with_user(salesperson)
        self.assertEqual(both.mapped("amount_late"), [100.0, 0.0])
        form = Form(both[0], view="base.view_partner_form")
        self.assertEqual(form.amount_late, 100.0)
