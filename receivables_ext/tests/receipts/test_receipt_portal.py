import base64

from odoo.service.model import call_kw
from odoo.tests import HttpCase, tagged
from odoo.tools import format_date

from .receipt_archive_common import ReceiptArchiveCommon

LOGO = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
    "AAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestReceiptPortal(HttpCase, ReceiptArchiveCommon):
    """Customers read their own documents; anybody learns whether one is valid, and no more."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issued = cls.receipt("REC/1")
        cls.revoked = cls.receipt("REC/2", state="revoked", revoked_on="2026-02-03 09:00:00")
        cls.waiting = cls.receipt("REC/3", state="queued", issued_on=False)
        cls.failed = cls.receipt("REC/4", state="failed", issued_on=False)
        cls.foreign = cls.receipt("REC/5", partner_id=cls.other_customer.id)
        contact = cls.env["res.partner"].create({"name": "Ann", "parent_id": cls.customer.id})
        cls.own = cls.member("own_portal", "base.group_portal", partner_id=contact.id)
        cls.stranger = cls.member(
            "stranger_portal", "base.group_portal", partner_id=cls.other_customer.id
        )

    def open(self, address, login=None):
        self.authenticate(login, login)
        return self.url_open(address)

    def file_of(self, receipt, login=None, token=""):
        return self.open(f"/my/receipts/{receipt.id}?download=1&access_token={token}", login)

    # === Company === #

    def test_nobody_takes_the_signature_of_the_company(self):
        self.company.receipt_signature = LOGO
        self.member("employee", "base.group_user")
        address = f"/web/image/res.company/{self.company.id}/receipt_signature"
        for login in (None, "own_portal", "employee"):
            self.assertNotEqual(self.open(address, login).content, base64.b64decode(LOGO))

    # === Portal === #

    def test_the_list_holds_what_was_issued_to_the_customer(self):
        page = self.open("/my/receipts", "own_portal").text
        self.assertEqual(
            [one.name for one in self.env["receivables.receipt"].search([]) if one.name in page],
            ["REC/2", "REC/1"],
        )
        self.assertIn(self.invoice.name, page)
        self.assertIn("Revoked", page)
        page = self.open("/my/receipts?sortby=name", "stranger_portal").text
        self.assertIn("REC/5", page)
        self.assertNotIn("REC/1", page)

    def test_remote_calls_of_the_portal_see_no_more(self):
        for user, expected in (
            (self.own, self.issued + self.revoked),
            (self.stranger, self.foreign),
        ):
            env = self.env(user=user, context={})
            rows = call_kw(env["receivables.receipt"], "search_read", [[], ["name"]], {})
            self.assertEqual({row["id"] for row in rows}, set(expected.ids))

    def test_the_pager_shows_the_rest(self):
        for rank in range(100, 181):
            self.receipt(f"REC/{rank}")
        first, second = (
            self.open(f"/my/receipts{page}", "own_portal").text for page in ("", "/page/2")
        )
        self.assertIn("REC/180", first)
        self.assertNotIn("REC/2<", first)
        self.assertIn("REC/2<", second)

    def test_the_page_of_a_document_and_its_file(self):
        page = self.open(f"/my/receipts/{self.issued.id}", "own_portal").text
        self.assertIn("Valid", page)
        self.assertIn("2,000.00", page)
        response = self.file_of(self.issued, "own_portal")
        self.assertEqual(response.content, self.issued.attachment_id.raw)
        page = self.open(f"/my/receipts/{self.revoked.id}", "own_portal").text
        self.assertIn("no longer valid since", page)
        self.assertIn("02/03/2026", page)

    def test_the_link_opens_it_without_login(self):
        for login in (None, "stranger_portal"):
            response = self.file_of(self.issued, login, self.issued.access_token)
            self.assertEqual(response.content, self.issued.attachment_id.raw)

    def test_without_right_or_token_nobody_has_it(self):
        content = self.issued.attachment_id.raw
        for token in ("", "0" * 36, self.issued.verification_token):
            for login in (None, "stranger_portal"):
                self.assertNotEqual(self.file_of(self.issued, login, token).content, content)
        address = f"/web/content/{self.issued.attachment_id.id}"
        for login in (None, "stranger_portal"):
            self.assertNotEqual(self.open(address, login).content, content)

    def test_what_is_not_issued_is_not_there(self):
        for receipt in (self.waiting, self.failed):
            for login, token in (("own_portal", ""), (None, receipt.access_token)):
                response = self.file_of(receipt, login, token)
                self.assertNotEqual(response.content, receipt.attachment_id.raw)

    def test_a_document_whose_mail_failed_is_issued_all_the_same(self):
        self.change(self.issued, state="failed", error="Mailbox is full")
        response = self.file_of(self.issued, "own_portal")
        self.assertEqual(response.content, self.issued.attachment_id.raw)
        self.assertNotIn("Mailbox", self.open("/my/receipts", "own_portal").text)

    def test_downloads_are_noted(self):
        self.file_of(self.issued, "own_portal")
        self.file_of(self.issued, None, self.issued.access_token)
        log = [(one.channel, one.user_id) for one in self.issued.access_ids.sorted("id")]
        self.assertEqual(log, [("portal", self.own), ("link", self.env["res.users"])])

    def test_the_home_page_counts_them(self):
        self.authenticate("own_portal", "own_portal")
        counters = self.make_jsonrpc_request("/my/counters", {"counters": ["receipt_count"]})
        self.assertEqual(counters["receipt_count"], 2)

    def test_the_page_of_the_invoice_leads_to_them(self):
        page = self.open(self.invoice.get_portal_url()).text
        for receipt, expected in ((self.issued, True), (self.revoked, True), (self.failed, False)):
            self.assertEqual(receipt.access_token in page, expected)

    # === Verification === #

    def verify(self, receipt):
        self.authenticate(None, None)
        address = receipt._get_verification_url()
        self.assertTrue(address.startswith(("http://", "https://")))
        path = address.removeprefix(receipt.get_base_url())
        return self.url_open(path)

    def test_anybody_learns_whether_a_document_is_valid(self):
        for receipt, words in (
            (self.issued, ("Valid", "REC/1")),
            (self.revoked, ("Revoked", "REC/2", "02/03/2026")),
        ):
            response = self.verify(receipt)
            self.assertEqual(response.status_code, 200)
            for word in words:
                self.assertIn(word, response.text)

    def test_a_visitor_types_the_code_or_the_whole_address(self):
        self.authenticate(None, None)
        page = self.url_open("/receivables/verify").text
        self.assertIn('name="code"', page)
        token = self.issued.verification_token
        for typed in (token, f" {token} ", self.issued._get_verification_url()):
            answer = self.url_open("/receivables/verify", params={"code": typed})
            self.assertEqual(answer.url.rpartition("/")[2], token)
            self.assertIn("REC/1", answer.text)
        answer = self.url_open("/receivables/verify", params={"code": "../../web/login?x=1"})
        self.assertEqual(answer.status_code, 404)
        self.assertIn("/receivables/verify/login", answer.url)

    def test_who_issued_it_and_when(self):
        self.company.name = "Honest Seller"
        for receipt in (self.issued, self.revoked):
            page = self.verify(receipt).text
            self.assertIn("Honest Seller", page)
            self.assertIn(format_date(self.env, receipt.issued_on), page)

    def test_the_page_says_nothing_else(self):
        for receipt in (self.issued, self.revoked):
            page = self.verify(receipt).text
            for secret in (
                *("ACME", "2,000", "2000", self.invoice.name, receipt.sha256),
                receipt.access_token,
                self.env["res.company"].browse(1).name,
            ):
                self.assertNotIn(secret, page)

    def test_search_engines_and_caches_are_kept_out(self):
        response = self.verify(self.issued)
        self.assertIn("noindex", response.headers["X-Robots-Tag"])
        self.assertIn("no-store", response.headers["Cache-Control"])

    def test_unknown_documents_are_unknown(self):
        waiting = self.waiting._get_verification_url().rpartition("/")[2]
        for token in ("0" * 32, "%25", "x' OR 1=1", waiting, self.issued.access_token):
            response = self.open(f"/receivables/verify/{token}")
            self.assertEqual(response.status_code, 404)
            self.assertNotIn("REC/", response.text)

    def test_the_answer_is_in_the_language_of_the_visitor(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.authenticate(None, None)
        self.opener.cookies["frontend_lang"] = "fr_FR"  # what a browser's language leads to
        page = self.url_open(f"/receivables/verify/{self.revoked.verification_token}").text
        self.assertIn('lang="fr-FR"', page)
        self.assertIn("03/02/2026", page)
