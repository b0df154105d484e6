from unittest.mock import patch

from odoo.tests import HttpCase, new_test_user, tagged

from ..common import ReceivablesCommon
from .test_statement_screen import EXAMPLE


@tagged("post_install", "-at_install")
class TestStatementTours(ReceivablesCommon, HttpCase):
    """The screen in a browser."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.name = "Tour customer"
        cls.book(EXAMPLE)
        cls.clerk = new_test_user(
            cls.env,
            "statement_clerk",
            groups="base.group_user,account.group_account_invoice",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    def test_the_statement_of_a_customer(self):
        asked = []

        def action_print_pdf(request):
            asked.append((request.partner_ids, request.mode, request.date_from))
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {"message": "Printed"},
            }

        model = self.env.registry["receivables.statement"]
        with patch.object(model, "action_print_pdf", action_print_pdf, create=True):
            self.start_tour(
                f"/odoo/res.partner/{self.customer.id}",
                "receivables_statement",
                login=self.clerk.login,
            )
        self.assertEqual([(self.customer, "activity", False)], asked)

    def test_the_statements_of_all_customers(self):
        self.book("2025-05-05 invoice FAC-2003 20", self.other_customer)
        self.start_tour(
            "/odoo/receivables-statements", "receivables_statement_of_all", login=self.clerk.login
        )
        copies = self.env["receivables.statement.copy"].search([("user_id", "=", self.clerk.id)])
        self.assertEqual(copies.partner_id, self.customer | self.other_customer)
