from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestStatementAsked(ReceivablesCommon):
    """What a remote call asks of the screen, and what its refusal says."""

    def clerk(self):
        return new_test_user(
            self.env,
            "statement_clerk",
            groups="base.group_user,receivables_ext.group_receivables_user",
            company_id=self.company.id,
            company_ids=[self.company.id],
        )

    def test_a_refusal_names_nothing_that_the_user_may_not_read(self):
        company = self.setup_other_company(name="Secret Company")["company"]
        station = self.env["receivables.station"].create(
            {"code": "HIDDEN", "name": "Secret Station", "company_id": company.id}
        )
        parent = self.env["res.partner"].create({"name": "Secret Ltd", "company_id": company.id})
        contact = self.env["res.partner"].create({"name": "Ann", "parent_id": parent.id})
        contact.company_id = False
        user = self.clerk()
        screen = self.env(user=user, context={})["receivables.statement.screen"]
        for values in (
            {"partner_ids": parent.ids},
            {"partner_ids": contact.ids},
            {"partner_ids": (self.customer + parent).ids, "mode": "walk_in"},
            {"partner_ids": self.customer.ids, "company_id": company.id},
            {"partner_ids": self.customer.ids, "station_id": station.id},
            {"partner_ids": [2**31 - 1]},
        ):
            with self.subTest(values):
                answer = screen.get_screen({"date_to": "2026-12-31", **values})
                self.assertTrue(answer["error"])
                self.assertNotIn("Secret", str(answer))

    def test_a_customer_of_another_company_of_the_user_is_named(self):
        company = self.setup_other_company(name="Elsewhere")["company"]
        self.other_customer.company_id = company
        user = self.clerk()
        user.company_ids |= company
        screen = self.env(user=user, context={})["receivables.statement.screen"]
        answer = screen.get_screen(
            {
                "partner_ids": self.other_customer.ids,
                "date_to": "2026-12-31",
                "company_id": self.company.id,
            }
        )
        self.assertIn("Globex is a customer of Elsewhere", answer["error"])

    def test_what_makes_no_sense_gets_a_sentence(self):
        screen = self.env["receivables.statement.screen"]
        for values in (
            {"basis": "nonsense"},
            {"mode": ["activity"]},
            {"date_to": "some day"},
            {"date_from": {"a": 1}},
            {"partner_ids": "29"},
            {"partner_ids": [2**40]},
            {"company_id": "x"},
            {"create_date": "Áf", "id": "x", "create_uid": [], "mode": 5},
            {"walk_in_search": "\0", "mode": "walk_in"},
        ):
            values = {"partner_ids": self.customer.ids, "date_to": "2026-12-31", **values}
            with self.subTest(values):
                self.assertTrue(screen.get_screen(values)["error"])
        for values in (None, [], "x", {1: 2}):
            with self.subTest(values):
                self.assertTrue(screen.get_screen(values)["error"])
        for move_id in (None, "x", 2**40, [1], True):
            with self.assertRaises(UserError):
                screen.open_document(move_id)
