from odoo.tests import HttpCase, new_test_user, tagged

from .statement_common import StatementCopyCommon


@tagged("post_install", "-at_install")
class TestIssuedStatementPortal(HttpCase, StatementCopyCommon):
    """A statement that was sent opens from its link, for whoever received it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.book("2026-01-10 invoice A 100")
        for login, partner in (("own", cls.customer), ("stranger", cls.other_customer)):
            new_test_user(
                cls.env,
                f"portal_{login}",
                "base.group_portal",
                partner_id=partner.id,
                company_id=cls.company.id,
                company_ids=cls.company.ids,
            )

    def setUp(self):
        super().setUp()
        self.issued_copy = self.issued()
        self.content = self.issued_copy.attachment_id.raw
        self.token = self.issued_copy.access_token

    def _open(self, token="", login=None):
        self.authenticate(login, login)
        query = f"?access_token={token}" if token else ""
        return self.url_open(f"/my/statements/{self.issued_copy.id}{query}")

    def test_the_link_gives_the_very_file(self):
        for login in (None, "portal_own", "portal_stranger"):
            response = self._open(self.token, login)
            self.assertEqual(response.content, self.content)
            self.assertIn("attachment", response.headers["Content-Disposition"])

    def test_without_the_token_nobody_has_it(self):
        for token in ("", "0" * 36, self.token[:-1]):
            for login in (None, "portal_stranger"):
                response = self._open(token, login)
                self.assertNotEqual(response.content, self.content)

    def test_the_customer_finds_it_on_his_page_and_others_do_not(self):
        for login, expected in (("portal_own", True), ("portal_stranger", False)):
            self.authenticate(login, login)
            page = self.url_open("/my/statement").text
            self.assertEqual(self.issued_copy.name in page, expected)
            self.assertEqual(self.token in page, expected)

    def test_what_is_not_made_yet_is_not_there(self):
        waiting = self.queue()
        self.authenticate(None, None)
        address = f"/my/statements/{waiting.id}?access_token={waiting.access_token}"
        self.assertNotIn("%PDF", self.url_open(address).text)
