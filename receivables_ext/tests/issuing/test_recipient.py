from odoo.tests import tagged

from ...models.issuing import recipient
from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestRecipient(ReceivablesCommon):
    """The holder of an account is core's commercial entity; its billing contacts get the mail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.write({"is_company": True, "email": "group@example.com"})

    @classmethod
    def contact(cls, name, parent=None, **values):
        parent = parent or cls.customer
        email = f"{name.lower()}@example.com"
        return cls.env["res.partner"].create(
            {"name": name, "parent_id": parent.id, "email": email, **values}
        )

    def assertSent(self, customer, *names):
        contacts = recipient.addresses(customer).get(customer.id, customer.browse())
        self.assertEqual(contacts.mapped("name"), [*names])

    def test_the_customer_without_billing_contact(self):
        self.contact("Buyer")
        self.assertSent(self.customer, "ACME")
        self.customer.email = False
        self.assertSent(self.customer)

    def test_a_subsidiary_has_an_account_and_addresses_of_its_own(self):
        subsidiary = self.contact("Subsidiary", type="invoice", is_company=True)
        self.assertSent(self.customer, "ACME")
        self.assertSent(subsidiary, "Subsidiary")
        self.contact("Billing", subsidiary, type="invoice")
        self.assertSent(self.customer, "ACME")
        self.assertSent(subsidiary, "Billing")
        both = recipient.addresses(self.customer + subsidiary)
        self.assertEqual({*both}, {self.customer.id, subsidiary.id})

    def test_billing_contacts_at_any_depth_as_core_finds_them(self):
        department = self.contact("Department", email=False)
        deep = self.contact("Deep", department, type="invoice")
        self.assertEqual(self.customer.address_get(["invoice"])["invoice"], deep.id)
        self.assertSent(self.customer, "Deep")

    def test_several_billing_contacts_all_get_it_once(self):
        self.contact("One", type="invoice")
        self.contact("Two", type="invoice")
        self.contact("Silent", type="invoice", email=False)
        self.contact("Again", type="invoice", email="ONE@example.com")
        self.contact("Gone", type="invoice", active=False)
        self.assertSent(self.customer, "One", "Two")
        contacts = recipient.addresses(self.customer)[self.customer.id]
        self.assertEqual(recipient.written(contacts), "one@example.com, two@example.com")

    def test_as_many_queries_for_thirty_customers_as_for_three(self):
        customers = self.env["res.partner"].create(
            [{"name": f"C{rank}", "email": f"c{rank}@example.com"} for rank in range(30)]
        )
        counts = []
        for some in (customers[:1], customers[:3], customers):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.assertEqual(len(recipient.addresses(some)), len(some))
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
