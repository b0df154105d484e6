"""An agreement in the browser: prepared by a collector, signed by the customer on the portal."""

from odoo.tests import tagged

from .browser import BrowserCase

PARTS = "div[name='line_ids'] tr.o_data_row"


@tagged("post_install", "-at_install")
class TestAgreementInABrowser(BrowserCase):
    """From what is late to the signature, and what the schedule says then."""

    def setUp(self):
        super().setUp()
        self.invoice = self.book("2026-03-01 invoice INV1 1200.00 2026-03-31")["INV1"]
        self.customer.email = "acme@example.com"
        self.collector = self.person(
            "collects_here", "base.group_user", "receivables_ext.group_receivables_collector"
        )
        self.visitor = self.person("signs_here", "base.group_portal")
        self.visitor.partner_id.parent_id = self.customer

    def test_from_what_is_late_to_the_signature(self):
        action = self.customer.with_user(self.collector).action_agree_on_late()
        agreement = self.env["receivables.agreement"].browse(action["res_id"])
        address = f"/odoo/receivables-agreements/{agreement.id}"
        with self.at(self.collector, address) as person:
            person.type_in("div[name='parts_count'] input", "4")
            person.page.locator(PARTS).nth(3).wait_for()
            person.click("button[name='action_propose']")
            person.see(".modal div[name='subject']")
            person.click(".modal button:has-text('Discard'):visible")
            person.see(".o_arrow_button_current:has-text('Proposed')")
        self.assertEqual(agreement.line_ids.mapped("amount"), [300.0] * 4)
        with self.at(self.visitor, f"/my/agreements/{agreement.id}") as person:
            person.see("div[name='accept'] canvas")
            person.click("button:has-text('Agree and sign')")
            person.see("p[name='thanks']")
            person.see("div[name='accepted']")
        self.env.invalidate_all()
        self.assertEqual((agreement.state, agreement.standing), ("agreed", "on_track"))
        self.assertTrue(agreement.signature)
        self.assertEqual(self.customer.amount_late, 0.0)
        last_part = f"td:has-text('{self.invoice.name}-1.4')"
        with self.at(self.collector, "/odoo/receivables-schedule") as person:
            person.see(last_part)
