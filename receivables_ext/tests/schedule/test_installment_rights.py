from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .installment_common import InstallmentCommon


@tagged("post_install", "-at_install")
class TestInstallmentRights(InstallmentCommon):
    """Who sees which installments: the rules on journal items say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.book("2026-05-01 invoice INV1 100.00 2026-05-31")
        cls.book("2026-05-01 invoice INV2 200.00 2026-05-31", customer=cls.other_customer)

    def login(self, name, groups, **values):
        return new_test_user(
            self.env,
            name,
            groups=f"base.group_user,{groups}",
            company_id=self.company.id,
            company_ids=[Command.set(self.company.ids)],
            **values,
        )

    def seen(self, user):
        self.env.flush_all()
        customers = self.customer | self.other_customer
        domain = [("partner_id", "in", customers.ids)]
        return self.Installment.with_user(user).search(domain).mapped("amount")

    def test_collectors_see_all_salespersons_their_customers(self):
        clerk = self.login("schedule_clerk", "receivables_ext.group_receivables_user")
        sales = self.login("schedule_sales", "sales_team.group_sale_salesman")
        leader = self.login("schedule_leader", "sales_team.group_sale_salesman_all_leads")
        self.customer.user_id, self.other_customer.user_id = sales, leader
        self.assertEqual(self.seen(clerk), [100.0, 200.0])
        self.assertEqual(self.seen(sales), [100.0])
        self.assertEqual(self.seen(leader), [100.0, 200.0])
        mine = self.Installment.with_user(sales).search([("partner_id", "=", self.customer.id)])
        totals = mine.get_totals([("partner_id", "in", (self.customer | self.other_customer).ids)])
        self.assertEqual([row["scheduled"] for row in totals], [100.0])
        with self.assertRaises(AccessError):
            mine.write({"note": "Sales do not write here"})

    def test_a_document_of_another_salesperson_is_seen_and_not_opened(self):
        sales = self.login("schedule_mine", "sales_team.group_sale_salesman")
        leader = self.login("schedule_theirs", "sales_team.group_sale_salesman_all_leads")
        self.customer.user_id = sales
        self.installments().move_id.invoice_user_id = leader
        mine = self.installments().with_user(sales)
        with self.assertRaisesRegex(AccessError, "another salesperson"):
            mine.action_open_document()
        action = self.installments().with_user(leader).action_open_document()
        self.assertEqual(action["res_id"], mine.move_id.id)

    def test_employees_without_role_see_nothing(self):
        with self.assertRaises(AccessError):
            self.seen(self.login("schedule_nobody", "base.group_user"))

    def test_another_company_sees_nothing(self):
        other = self.setup_other_company()["company"]
        clerk = self.login("schedule_far", "receivables_ext.group_receivables_user")
        clerk.write({"company_ids": [Command.set(other.ids)], "company_id": other.id})
        self.assertEqual(self.seen(clerk), [])
        foreign = self.Installment.with_user(clerk).browse(self.receivable_ids())
        with self.assertRaisesRegex(AccessError, "out of your sight"):
            foreign.write({"note": "Not mine"})

    def receivable_ids(self):
        return self.installments().ids

    def test_a_clerk_writes_notes(self):
        clerk = self.login("schedule_notes", "receivables_ext.group_receivables_user")
        self.installments().with_user(clerk).write({"note": "Seen"})
        self.assertEqual(self.installments().note, "Seen")

    def test_the_same_number_of_queries_whatever_the_number_of_rows(self):
        for rank in range(30):
            self.book(f"2026-05-01 invoice MORE{rank} 10.00 2026-06-01")
        names = [*self.Installment._fields.keys() - {"station_id", "display_name"}]
        counts = []
        for limit in (2, 30):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.Installment.search_read(
                [("partner_id", "=", self.customer.id)], names, limit=limit
            )
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0])
