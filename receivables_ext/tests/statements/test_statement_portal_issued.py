from lxml import html

from odoo.tests import HttpCase, new_test_user, tagged

from .statement_common import StatementCopyCommon


@tagged("post_install", "-at_install")
class TestIssuedStatementPortal(HttpCase, StatementCopyCommon):
    """A statement that was sent opens from its link, for the person who received it."""

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

    def _open(self, token="", login=None, query="&download=1"):
        self.authenticate(login, login)
        address = f"/my/statements/{self.issued_copy.id}?access_token={token}{query}"
        return self.url_open(address)

    def _answer(self, answer, comment="", token=None):
        """Answer as a visitor does, with the form of the page."""
        page = html.fromstring(self._open(self.token, query="").text)
        return self.url_open(
            f"/my/statements/{self.issued_copy.id}/answer",
            data={
                "csrf_token": page.xpath("//form[@name='answer_form']/input[1]/@value")[0],
                "access_token": self.token if token is None else token,
                "answer": answer,
                "comment": comment,
            },
        )

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

    def test_the_page_says_what_was_sent_in_its_language(self):
        page = self._open(self.token, query="").text
        self.assertIn(self.issued_copy.name, page)
        self.assertIn("100.00", page)

    def test_the_customer_agrees(self):
        response = self._answer("agreed")
        self.assertIn("You agreed with this statement", response.text)
        self.assertEqual(self.issued_copy.answer, "agreed")
        self.assertIn(self.issued_copy.name, self.customer.message_ids[0].body)
        self.assertFalse(self.customer.activity_ids)

    def test_the_customer_does_not_agree_and_says_why(self):
        self.assertIn("does not agree with your books", self._answer("disagreed").text)
        self.assertFalse(self.issued_copy.answer)
        response = self._answer("disagreed", "Invoice A was <b>paid</b>")
        self.assertIn("You did not agree", response.text)
        self.assertEqual(self.issued_copy.answer_comment, "Invoice A was <b>paid</b>")
        self.assertNotIn("<b>paid</b>", self.customer.message_ids[0].body)
        self.assertEqual(self.customer.activity_ids.user_id, self.issued_copy.user_id)

    def test_nobody_answers_without_the_link(self):
        self._answer("agreed", token="0" * 36)
        self.assertFalse(self.issued_copy.answer)
        self._answer("maybe")
        self.assertFalse(self.issued_copy.answer)
