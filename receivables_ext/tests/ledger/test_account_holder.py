from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestAccountHolder(ReceivablesCommon):
    """Who may write contacts moves no document to another party, and tears no account."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.writer = new_test_user(
            cls.env,
            "writer",
            groups="base.group_user,base.group_partner_manager",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.docs = cls.book(
            "2026-01-01 invoice INV1 100.00 2026-01-31\n2026-01-05 payment PAY1 30.00"
        )

    def figures(self, partner):
        partner.invalidate_recordset()
        return partner.amount_received, partner.amount_pending, partner.amount_to_use

    def move(self, partner, **vals):
        partner.with_user(self.writer).write(vals)

    def assertStays(self, why, partner, **vals):
        before = self.figures(self.customer), self.figures(self.other_customer)
        with self.assertRaises(UserError) as caught:
            self.move(partner, **vals)
        self.assertIn(why, str(caught.exception))
        self.assertEqual((self.figures(self.customer), self.figures(self.other_customer)), before)

    def test_a_customer_who_joins_brings_all_and_does_not_leave_it_behind(self):
        before = self.figures(self.customer)
        self.move(self.customer, parent_id=self.other_customer.id)
        self.assertEqual(self.customer.commercial_partner_id, self.other_customer)
        self.assertEqual(self.figures(self.other_customer), before)
        self.assertStays("torn in two", self.customer, parent_id=False)
        self.assertStays("torn in two", self.customer, is_company=True)

    def test_documents_of_contacts_come_along_and_stay_when_they_are_validated_again(self):
        """Core tells the entries of the customer who moves, not those of its contacts."""
        buyer = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.customer.id})
        invoice = self.book("2026-02-01 invoice INV2 50.00", buyer)["INV2"]
        before = self.figures(self.customer)
        self.move(self.customer, parent_id=self.other_customer.id)
        invoice.button_draft()
        invoice.action_post()
        self.assertEqual(invoice.commercial_partner_id, self.other_customer)
        self.assertEqual(self.receivable(invoice).partner_id, self.other_customer)
        self.assertEqual(self.figures(self.other_customer), before)

    def test_a_draft_goes_with_its_contact(self):
        buyer = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.customer.id})
        invoice = self.book("2026-02-01 invoice INV2 50.00", buyer)["INV2"]
        invoice.button_draft()
        before = self.figures(self.customer)
        self.move(buyer, parent_id=False)
        invoice.action_post()
        self.assertEqual(self.receivable(invoice).partner_id, buyer)
        self.assertEqual(self.figures(buyer)[1], 50.0)
        self.assertEqual(self.figures(self.customer), before)

    def test_a_contact_with_documents_does_not_become_a_company_alone(self):
        contact = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.customer.id})
        self.book("2026-02-01 invoice INV2 50.00", contact)
        self.assertStays("torn in two", contact, is_company=True)
        self.assertStays("torn in two", contact, parent_id=self.other_customer.id)
        empty = self.env["res.partner"].create({"name": "New", "parent_id": self.customer.id})
        self.move(empty, parent_id=self.other_customer.id)

    def test_a_customer_stays_in_the_companies_of_its_documents(self):
        other = self.setup_other_company()["company"]
        before = self.figures(self.customer)
        with self.assertRaises(UserError) as caught:
            self.customer.company_id = other
        self.assertIn("in another company", str(caught.exception))
        self.move(self.customer, company_id=self.company.id)
        self.assertEqual(self.figures(self.customer), before)

    def _merge(self, source, target):
        wizard = self.env["base.partner.merge.automatic.wizard"].create({})
        wizard._merge((source + target).ids, target, extra_checks=False)
        self.env.invalidate_all()

    def test_merging_moves_everything_and_tells_it(self):
        payment, invoice = self.docs["PAY1"], self.docs["INV1"]
        self.allocate()
        before = self.figures(self.customer)
        self._merge(self.customer, self.other_customer)
        self.assertEqual(self.figures(self.other_customer), before)
        self.assertEqual((payment | payment).partner_id, self.other_customer)
        self.assertEqual(invoice.line_ids.partner_id, self.other_customer)
        self.assertEqual(payment.move_id.line_ids.partner_id, self.other_customer)
        told = "".join(self.other_customer.message_ids.mapped("body"))
        self.assertIn("Moved here: entries 2, payments 1", told)

    def test_merging_a_contact_into_another_company_is_refused(self):
        contact = self.env["res.partner"].create({"name": "Buyer", "parent_id": self.customer.id})
        self.book("2026-02-01 invoice INV2 50.00", contact)
        with self.assertRaises(UserError) as caught:
            self._merge(contact, self.other_customer)
        self.assertIn("torn in two", str(caught.exception))
