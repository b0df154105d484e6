import base64
import io
import json

from PIL import Image

from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged

from .agreement_common import AgreementCommon

THREE = "2026-06-10 400\n2026-07-10 400\n2026-08-10 400"


def drawing():
    with io.BytesIO() as output:
        Image.new("RGB", (40, 20), "blue").save(output, "PNG")
        return base64.b64encode(output.getvalue()).decode()


@tagged("post_install", "-at_install")
class TestAgreementPortal(AgreementCommon, HttpCase):
    """Customers read and sign, by a secret address or on their portal, what is theirs."""

    def setUp(self):
        super().setUp()
        self.invoice = self.book("2026-04-01 invoice INV1 1200 2026-05-01")["INV1"]
        self.agreement = self.draft(self.invoice)
        self.cut(self.agreement, THREE)
        self.agreement.action_propose()
        self.visitor = self.person("visits", "base.group_portal")
        self.visitor.partner_id.parent_id = self.customer

    def accept(self, token, **values):
        response = self.url_open(
            f"/my/agreements/{self.agreement.id}/accept",
            data=json.dumps({"params": {"access_token": token, **values}}),
            headers={"Content-Type": "application/json"},
        )
        self.env.invalidate_all()
        return response.json()["result"]

    def test_signed_by_the_address_of_the_mail(self):
        token = self.agreement.access_token
        page = self.url_open(self.agreement.get_portal_url()).text
        self.assertIn("By signing, you agree to these parts", page)
        self.assertIn("A part that is not paid 7 days after its day breaks the agreement", page)
        for name, signature, why in (
            ("", drawing(), "Enter your name"),
            (["a"], drawing(), "Enter your name"),
            ("\0", drawing(), "Enter your name"),
            ("Ann", "", "Draw your signature"),
            ("Ann", "not a picture", "Draw your signature"),
            ("Ann", "A" * 600_000, "Draw your signature"),
        ):
            answer = self.accept(token, name=name, signature=signature)
            self.assertIn(why, answer["error"])
        self.assertEqual(self.agreement.state, "proposed")
        answer = self.accept(token, name="Ann Lee", signature=drawing())
        self.assertIn("/my/agreements/", answer["redirect_url"])
        self.assertEqual((self.agreement.state, self.agreement.agreed_by), ("agreed", "Ann Lee"))
        self.assertTrue(self.agreement.signature)
        again = self.accept(token, name="Ann Lee", signature=drawing())
        self.assertIn("can no longer be signed", again["error"])
        self.assertEqual(self.customer.amount_late, 0.0)
        page = self.url_open(answer["redirect_url"]).text
        self.assertIn("Thank you: your agreement is registered", page)
        self.assertIn("Ann Lee", page)
        self.agreement._end("Not for the customer")
        page = self.url_open(self.agreement.get_portal_url()).text
        self.assertIn("This agreement ended on 06/10/2026: the original due dates", page)
        self.assertNotIn("Not for the customer", page)

    def test_nobody_else_signs_or_reads(self):
        for token in (None, "", "forged", True, ["x"]):
            answer = self.accept(token, name="Eve", signature=drawing())
            self.assertIn("does not exist", answer["error"])
        self.assertNotIn("Agreement on", self.url_open(f"/my/agreements/{self.agreement.id}").text)
        stranger = self.person("stranger", "base.group_portal")
        stranger.partner_id.parent_id = self.other_customer
        self.authenticate("stranger", "stranger")
        self.assertNotIn(self.agreement.name, self.url_open("/my/agreements").text)
        self.assertIn("error", self.accept(None, name="Eve", signature=drawing()))

    def test_a_draft_is_shown_to_nobody(self):
        version = self.env["receivables.agreement"].browse(
            self.agreement.action_new_version()["res_id"]
        )
        page = self.url_open(version.get_portal_url()).text
        self.assertNotIn(version.display_name, page)

    def test_on_the_portal(self):
        self.authenticate("visits", "visits")
        counted = {"params": {"counters": ["agreements_to_sign_count"]}}
        answer = self.url_open("/my/counters", json=counted).json()["result"]
        self.assertEqual(answer["agreements_to_sign_count"], 1)
        self.assertIn(self.agreement.name, self.url_open("/my/agreements").text)
        page = self.url_open(f"/my/agreements/{self.agreement.id}").text
        self.assertIn(self.invoice.name, page)
        self.assertIn("A question?", page)
        self.assertIn("error", self.accept(None, name="Ann", signature=""))
        self.accept(None, name="Ann Lee", signature=drawing())
        self.assertEqual(self.agreement.state, "agreed")
        pdf = self.url_open(f"/my/agreements/{self.agreement.id}?report_type=pdf")
        self.assertEqual(pdf.status_code, 200)

    def test_nobody_of_the_house_signs(self):
        """The address is theirs to send, the signature is the customer's."""
        token = self.agreement.access_token
        for login, group in (("looks", "auditor"), ("collects", "collector")):
            person = self.person(login, f"receivables_ext.group_receivables_{group}")
            self.authenticate(login, login)
            answer = self.accept(token, name="The customer", signature=drawing())
            self.assertIn("Only the customer signs", answer["error"])
            if group == "auditor":
                with self.assertRaises(AccessError):
                    self.call(person, "receivables.agreement", "action_preview", self.agreement.ids)
        self.assertEqual(self.agreement.state, "proposed")

    def test_what_changed_meanwhile_is_said(self):
        self.settle_by_core(self.invoice, self.book("2026-06-10 payment P 200")["P"])
        answer = self.accept(self.agreement.access_token, name="Ann", signature=drawing())
        self.assertIn("What is left of the documents changed", answer["error"])
        self.assertEqual(self.agreement.state, "proposed")
