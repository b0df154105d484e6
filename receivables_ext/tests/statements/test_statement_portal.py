from io import BytesIO

from lxml import html
from openpyxl import load_workbook

from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from .test_statement_of_account import StatementCommon

# What of the page is out of sight to the right, and whether each card says all its amounts.
PHONE = """
    const outside = [...document.querySelectorAll("main *")].filter(
        (el) => el.offsetParent && el.getBoundingClientRect().right > innerWidth + 1);
    const cards = [...document.querySelectorAll("[name=cards] [name=card]")].map(
        (el) => el.innerText.replace(/\\s+/g, " "));
    const complete = cards.length === 3 && cards[2].includes("1,000.00")
        && cards[2].includes("Running balance $ 1,250.00");
    if (outside.length || !complete) {
        console.error(`Outside: ${outside.map((el) => el.outerHTML.slice(0, 80))}; ${cards}`);
    } else {
        console.log("test successful");
    }
"""


@tagged("post_install", "-at_install")
class TestStatementPortal(HttpCase, StatementCommon):
    """The customer reads their own statement of account, and nobody else's."""

    browser_size = "390x844"
    touch_enabled = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.book(
            """
            2026-04-05 invoice A 1500
            2026-04-12 invoice B 750
            2026-04-20 payment P 1000
            """
        )
        cls.book("2026-04-06 invoice X 77", customer=cls.other_customer)
        cls.contact = cls.env["res.partner"].create(
            {"name": "Ann of ACME", "parent_id": cls.customer.id}
        )
        for login, partner in (
            ("portal_acme", cls.customer),
            ("portal_ann", cls.contact),
            ("portal_globex", cls.other_customer),
        ):
            user = new_test_user(
                cls.env,
                login,
                "base.group_portal",
                partner_id=partner.id,
                company_id=cls.company.id,
                company_ids=cls.company.ids,
            )
            user.lang = "en_US"

    def page(self, login, query="?date_from=2026-04-01&date_to=2026-04-30", path="/my/statement"):
        self.authenticate(login, login)
        return self.url_open(path + query)

    def figures(self, response):
        """Texts of the cells of the lines and totals, without spaces."""
        rows = html.fromstring(response.text).xpath(
            "//table[@name='lines']//tr[@name='line' or @name='total' or @name='opening']"
        )
        return [["".join(cell.text_content().split()) for cell in row[-3:]] for row in rows]

    def test_the_customer_and_his_contacts_read_the_account_of_the_company(self):
        expected = [
            ["", "", "$0.00"],
            ["$1,500.00", "", "$1,500.00"],
            ["$750.00", "", "$2,250.00"],
            ["", "$1,000.00", "$1,250.00"],
            ["$2,250.00", "$1,000.00", "$1,250.00"],
        ]
        for login in ("portal_acme", "portal_ann"):
            response = self.page(login)
            self.assertEqual(response.status_code, 200)
            self.assertEqual(self.figures(response), expected)
            self.assertNotIn("77.00", response.text)

    def test_another_customer_reads_his_own_whatever_he_asks(self):
        query = f"?date_to=2026-04-30&partner_ids={self.customer.id}&partner_id={self.customer.id}"
        response = self.page("portal_globex", query)
        self.assertIn("77.00", response.text)
        self.assertNotIn("1,500.00", response.text)

    def test_the_period_is_filtered(self):
        response = self.page("portal_acme", "?date_from=2026-04-10&date_to=2026-04-15")
        self.assertEqual(
            self.figures(response)[:2],
            [["", "", "$1,500.00"], ["$750.00", "", "$2,250.00"]],
        )

    def test_what_makes_no_sense_is_said(self):
        for query, sentence in (
            ("?date_from=2026-05-01&date_to=2026-04-01", "ends before it begins"),
            ("?date_from=tomorrow", "as days"),
        ):
            response = self.page("portal_acme", query)
            self.assertEqual(response.status_code, 200)
            self.assertIn(sentence, response.text)
        response = self.page("portal_acme", "?date_from=tomorrow", "/my/statement/pdf")
        self.assertIn("as days", response.text)

    def test_a_phone_shows_each_amount_of_each_line(self):
        url = "/my/statement?date_from=2026-04-01&date_to=2026-04-30"
        self.browser_js(url, PHONE, login="portal_acme")

    def test_spreadsheet(self):
        response = self.page("portal_acme", "?date_to=2026-04-30", "/my/statement/xlsx")
        sheet = load_workbook(BytesIO(response.content)).active
        values = {cell.value for row in sheet.iter_rows() for cell in row}
        self.assertIn(1250, values)
        self.assertNotIn(77, values)

    def test_pdf(self):
        response = self.page("portal_acme", "?date_to=2026-04-30", "/my/statement/pdf")
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertTrue(response.content.startswith(b"%PDF"))

    def test_open_items(self):
        response = self.page("portal_acme", "?mode=open_items&date_to=2026-04-30")
        self.assertEqual(len(self.figures(response)), 4, "Two invoices, a credit, the total")

    def test_the_home_page_leads_there(self):
        self.authenticate("portal_acme", "portal_acme")
        answer = self.make_jsonrpc_request("/my/counters", {"counters": ["statement_count"]})
        balance = answer["statement_count"].replace("\N{NO-BREAK SPACE}", " ")
        self.assertEqual(balance, "$ 1,250.00")

    def test_a_settled_account_keeps_its_tile(self):
        """Core hides a tile whose counter is nothing."""
        self.book("2026-04-21 payment REST 1250")
        self.authenticate("portal_acme", "portal_acme")
        answer = self.make_jsonrpc_request("/my/counters", {"counters": ["statement_count"]})
        self.assertTrue(answer["statement_count"])

    def test_references_open_the_documents_of_the_customer(self):
        page = html.fromstring(self.page("portal_acme").text)
        links = page.xpath("//table[@name='lines']//tr[@name='line']/td[2]/a[1]/@href")
        self.assertEqual(len(links), 2, "Two invoices; a payment has no page")
        answer = self.url_open(links[0])
        self.assertEqual(answer.status_code, 200)
        self.assertIn("1,500.00", answer.text)

    def test_visitors_log_in_first(self):
        response = self.url_open("/my/statement")
        self.assertIn("/web/login", response.url)

    def test_nobody_reads_the_generic_account(self):
        self.customer.is_walk_in = True
        response = self.page("portal_acme")
        self.assertNotIn("1,500.00", response.text)
        self.assertFalse(self.figures(response))

    def test_portal_users_ask_for_no_statement_over_rpc(self):
        self.authenticate("portal_globex", "portal_globex")
        with self.assertRaisesRegex(JsonRpcException, "AccessError"), mute_logger("odoo.http"):
            self.make_jsonrpc_request(
                "/web/dataset/call_kw/receivables.statement/create",
                {
                    "model": "receivables.statement",
                    "method": "create",
                    "args": [{"partner_ids": self.customer.ids}],
                    "kwargs": {},
                },
            )

    def test_a_clerk_asks_over_rpc(self):
        clerk = new_test_user(
            self.env,
            "rpc_clerk",
            "receivables_ext.group_receivables_user",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        self.authenticate(clerk.login, clerk.login)

        def call(method, *args):
            model = "receivables.statement"
            params = {"model": model, "method": method, "args": args, "kwargs": {}}
            return self.make_jsonrpc_request(f"/web/dataset/call_kw/{model}/{method}", params)

        asked = {"partner_ids": self.customer.ids, "date_to": "2026-04-30"}
        [request_id] = call("create", [asked])
        [statement] = call("get_statements", [request_id])
        self.assertEqual(statement["closing"], 1250.0)
        self.assertEqual([line["date"] for line in statement["lines"]][-1], "2026-04-20")
