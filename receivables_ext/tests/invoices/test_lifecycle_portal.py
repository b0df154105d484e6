from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

from .lifecycle_common import STATUSES, LifecycleCommon


@tagged("post_install", "-at_install")
class TestLifecyclePortal(LifecycleCommon, HttpCase):
    """A customer reads where their invoices stand, in their own portal and on the PDF."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.buyer = new_test_user(
            cls.env, "buyer", groups="base.group_portal", partner_id=cls.customer.id
        )

    def page(self, url):
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200, answer.text[:2000])
        return html.fromstring(answer.content)

    def words(self, nodes):
        return [" ".join(node.text_content().split()) for node in nodes]

    def test_the_list_says_one_status_for_each(self):
        self.authenticate("buyer", "buyer")
        found = {}
        for row in self.page("/my/invoices").xpath("//tbody/tr"):
            [number] = self.words(row.xpath(".//td[1]//a"))
            found[number] = self.words(row.xpath(".//td[@name='invoice_status']/span"))
        expected = {self.docs[name].name: [self.docs[name].lifecycle_label] for name in STATUSES}
        self.assertTrue(expected.items() <= found.items(), (expected, found))

    def test_the_page_says_it_once(self):
        self.authenticate("buyer", "buyer")
        for name in ("LATEPART", "PAID", "CREDITED"):
            page = self.page(self.docs[name].get_portal_url())
            badges = self.words(page.xpath("//span[@name='lifecycle']"))
            self.assertEqual(badges, [self.docs[name].lifecycle_label])
            self.assertFalse(page.xpath("//div[@name='invoice_paid_badge']"))
            self.assertFalse(page.xpath("//*[contains(@class, 'o_portal_sidebar_timeago')]"))

    def test_a_customer_is_not_told_that_paying_is_on_hold(self):
        late = self.docs["LATE"]
        late.payment_state = "blocked"
        self.authenticate("buyer", "buyer")
        badges = self.words(self.page(late.get_portal_url()).xpath("//span[@name='lifecycle']"))
        self.assertIn("blocked", late.lifecycle_label)
        self.assertEqual(badges, ["Overdue 3 days"])

    def test_the_pdf_says_it_where_the_company_wants_it(self):
        def said():
            report = self.env["ir.actions.report"]
            content, _kind = report._render_qweb_html(
                "account.report_invoice", self.docs["LATE"].ids
            )
            return self.words(html.fromstring(content).xpath("//p[@name='lifecycle']"))

        self.assertEqual(said(), [])
        self.company.lifecycle_on_pdf = True
        self.assertEqual(said(), ["Overdue 3 days (06/10/2026)"])
