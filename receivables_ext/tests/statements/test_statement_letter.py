from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import Form, new_test_user, tagged
from odoo.tools import html2plaintext

from .statement_common import StatementCopyCommon


@tagged("post_install", "-at_install")
class TestStatementLetter(StatementCopyCommon):
    """One customer gets a mail that somebody read, and changed, before it left."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.book("2026-01-10 invoice A 100")

    def dialog(self, customer=None, **values):
        action = self.request(customer, **values).action_send()
        return self.env[action["res_model"]].browse(action["res_id"])

    def sent_copy(self, send):
        action = send.action_send()
        copy = self.env["receivables.statement.copy"].search(
            [("partner_id", "=", send.partner_id.id)], limit=1
        )
        self.run_cron()
        self.send_mails(copy)
        return copy, action["params"]["message"]

    def words(self, copy):
        """What the mail says, whatever its number and its link."""
        body = copy.mail_id.body_html.replace(copy.name, "").replace(copy.get_portal_url(), "")
        return html2plaintext(body).split()

    def test_the_mail_is_shown_as_it_will_be_read(self):
        send = self.dialog()
        self.assertEqual(send._name, "receivables.statement.send.one")
        self.assertEqual(send.email, "acme@example.com")
        self.assertIn("statement of account on 12/31/2026", send.subject)
        for words in ("Dear ACME", "100.00", "[n°]", "/my/statements/0"):
            self.assertIn(words, send.body)
        self.assertIn("ACME 2026-12-31.pdf", send.file_name)
        self.assertIn(f"/{send.statement_id.id}", send.action_preview()["url"])
        self.assertFalse(self.env["receivables.statement.copy"].search_count([]), "nothing is made")

    def test_as_it_is_it_says_what_a_campaign_says(self):
        copy, message = self.sent_copy(self.dialog())
        self.assertEqual((copy.state, copy.mailing_id.count), ("sent", 1))
        self.assertIn("acme@example.com", message)
        other = self.issued()
        own, model = (self.words(one) for one in (copy, other))
        self.assertEqual(own, model)
        self.assertIn(copy.get_portal_url(), copy.mail_id.body_html)
        self.assertIn(copy.name, copy.mail_id.body_html)
        self.assertEqual(copy.mail_id.subject, other.mail_id.subject)
        self.assertEqual(copy.mail_id.attachment_ids, copy.attachment_id)

    def test_what_is_written_is_what_leaves_with_copies(self):
        accountant = self.env["res.partner"].create({"name": "Ann", "email": "ann@example.com"})
        send = self.dialog()
        with Form(send) as form:
            form.subject = "Your account, statement [n°]"
            form.body = "<p>As agreed on the phone.<script>alert(1)</script></p>"
            form.cc_ids.add(accountant)
        copy, _message = self.sent_copy(send)
        self.assertEqual(copy.mail_id.subject, f"Your account, statement {copy.name}")
        self.assertIn("As agreed on the phone.", copy.mail_id.body_html)
        self.assertNotIn("script", copy.mail_id.body_html)
        self.assertEqual(copy.mail_id.email_cc, '"Ann" <ann@example.com>')
        self.assertEqual((copy.sent_to, copy.mail_cc), ("acme@example.com", copy.mail_id.email_cc))

    def test_in_the_language_of_the_customer(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.env["ir.module.module"]._load_module_terms(["receivables_ext"], ["fr_FR"])
        self.customer.lang = "fr_FR"
        send = self.dialog()
        self.assertEqual(send.lang, "fr_FR")
        self.assertIn("31/12/2026", send.subject)
        self.assertIn("extrait de compte", send.subject.lower())
        self.assertIn("100,00", send.body)

    def test_without_an_address_it_is_made_to_be_printed(self):
        self.customer.email = False
        send = self.dialog()
        self.assertFalse(send.email)
        copy, message = self.sent_copy(send)
        self.assertEqual(copy.state, "failed")
        self.assertTrue(copy.attachment_id)
        self.assertIn("to be printed", message)
        self.assertEqual(copy.action_enter_address()["res_id"], self.customer.id)
        self.customer.email = "acme@example.com"
        copy.action_retry()
        self.send_mails(copy)
        self.assertEqual(copy.state, "sent")

    def test_what_cannot_be_sent_is_said_at_once(self):
        send = self.dialog()
        send.cc_ids = self.env["res.partner"].create({"name": "Nowhere"})
        with self.assertRaisesRegex(UserError, "Nowhere cannot receive a copy"):
            send.action_send()
        send.write({"cc_ids": [Command.clear()], "body": "<p><br></p>"})
        with self.assertRaisesRegex(UserError, "Write the subject and the text"):
            send.action_send()
        self.customer.is_walk_in = True
        with self.assertRaisesRegex(UserError, "many persons share this account"):
            self.dialog()

    def test_only_who_sends_statements_opens_it(self):
        salesperson = new_test_user(
            self.env, "letter_sales", "base.group_user,sales_team.group_sale_salesman"
        )
        self.customer.user_id = salesperson
        request = self.request().with_user(salesperson).copy()
        with self.assertRaises(AccessError):
            self.env["receivables.statement.send.one"].with_user(salesperson).create(
                {"statement_id": request.id}
            )
