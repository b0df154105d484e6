from ast import literal_eval

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestPaymentEvidence(ReceivablesCommon):
    """What proves a payment is attached early, compared, found, and stays."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk, cls.colleague = (
            new_test_user(
                cls.env,
                login,
                groups="base.group_user,receivables_ext.group_receivables_user",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
            for login in ("clerk", "colleague")
        )

    def upload(self, payment=None, user=None):
        """What the form does when a person chooses a file."""
        return (
            self.env["ir.attachment"]
            .with_user(user or self.env.user)
            .create(
                {
                    "name": "receipt.pdf",
                    "raw": b"70.00",
                    "res_model": "account.payment",
                    "res_id": payment.id if payment else 0,
                }
            )
        )

    def registered(self):
        payment = self.book("2026-01-05 payment PAY1 70.00")["PAY1"]
        return payment, self.upload(payment)

    # === Attached early === #

    def test_a_file_attached_before_the_first_save_is_read_by_a_colleague(self):
        file = self.upload(user=self.clerk)
        self.assertFalse(file.with_user(self.colleague).has_access("read"))
        with self.with_user(self.clerk.login):
            form = self.payment_form(amount=70.0)
        form.evidence_ids.add(file)
        payment = form.save()
        self.assertEqual((file.res_model, file.res_id), ("account.payment", payment.id))
        seen = payment.with_user(self.colleague)
        self.assertEqual(seen.evidence_ids.raw, b"70.00")
        self.assertTrue(seen.has_evidence)

    def test_a_file_is_added_and_removed_while_the_payment_is_a_draft(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        file = self.upload(payment)
        self.assertEqual(payment.evidence_ids, file)
        payment.evidence_ids = [Command.unlink(file.id)]
        self.assertFalse(file.exists())
        self.assertFalse(payment.has_evidence)

    def test_a_file_of_another_record_is_copied(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        file = self.upload()
        file.write({"res_model": "res.partner", "res_id": self.customer.id})
        payment.evidence_ids = [Command.link(file.id)]
        self.assertEqual(file.res_id, self.customer.id)
        self.assertEqual(payment.evidence_ids.raw, file.raw)
        self.assertNotEqual(payment.evidence_ids, file)

    # === Compared === #

    def test_an_amount_that_differs_is_shown(self):
        form = self.payment_form(amount=70.0)
        form.evidence_ids.add(self.upload())
        self.assertFalse(form.evidence_differs)
        form.evidence_amount = 70.01
        self.assertTrue(form.evidence_differs)
        form.evidence_amount = 70.0
        self.assertFalse(form.evidence_differs)
        form.evidence_amount = 700.0
        payment = form.save()
        mine = [("partner_id", "=", self.customer.id)]
        self.assertEqual(payment.search([*mine, ("evidence_differs", "=", True)]), payment)

    # === Found === #

    def test_payments_without_evidence_are_found(self):
        proven, _file = self.registered()
        bare = self.book("2026-01-05 payment PAY2 80.00")["PAY2"]
        talked = self.book("2026-01-05 payment PAY3 90.00")["PAY3"]
        talked.message_post(body="Here", attachments=[("scan.pdf", b"90.00")])
        draft = self.book("2026-01-05 draft PAY4 90.00")["PAY4"]
        Payment = self.env["account.payment"]
        mine = [("partner_id", "=", self.customer.id)]
        for domain, found in (
            ([("has_evidence", "=", True)], proven + talked),
            ([("has_evidence", "=", False)], bare + draft),
            ([("has_evidence", "!=", True)], bare + draft),
            ([("has_evidence", "in", [True, False])], proven + bare + talked + draft),
        ):
            self.assertEqual(Payment.search(mine + domain), found.sorted(), domain)
        self.assertEqual((proven + bare + talked).mapped("has_evidence"), [True, False, True])
        action = self.env["ir.actions.actions"]._for_xml_id(
            "receivables_ext.action_payments_without_evidence"
        )
        listed = Payment.search(mine + literal_eval(action["domain"]))
        self.assertEqual(listed, bare)

    # === Kept === #

    def test_evidence_may_be_added_after_registration(self):
        payment, file = self.registered()
        later = self.upload(payment)
        payment.evidence_ids = [Command.link(self.upload().id)]
        self.assertEqual(len(payment.evidence_ids), 3)
        self.assertLessEqual(file + later, payment.evidence_ids)

    def test_evidence_of_a_registered_payment_stays_whoever_asks(self):
        payment, file = self.registered()
        other = self.book("2026-01-05 draft PAY2 70.00")["PAY2"]
        deeds = {
            "deleted": lambda each: each.unlink(),
            "deleted in the form": lambda each: payment.with_user(each.env.user).write(
                {"evidence_ids": [Command.unlink(each.id)]}
            ),
            "replaced in the form": lambda each: payment.with_user(each.env.user).write(
                {"evidence_ids": [Command.set([])]}
            ),
            "deleted from the discussion": lambda each: each._delete_and_notify(),
            "moved": lambda each: each.write({"res_id": other.id}),
            "taken away": lambda each: each.write({"res_model": False, "res_id": False}),
            "hidden": lambda each: each.write({"res_field": "memo"}),
            "rewritten": lambda each: each.write({"raw": b"700.00"}),
            "rewritten in base 64": lambda each: each.write({"datas": "NzAwLjAw"}),
            "renamed": lambda each: each.write({"name": "renamed.pdf"}),
            "said to be something else": lambda each: each.write({"mimetype": "text/html"}),
            "shown to everybody": lambda each: each.write({"public": True}),
            "given a link": lambda each: each.write({"access_token": "known"}),
        }
        for user in (self.env.ref("base.user_root"), self.env.user, self.clerk):
            for name, deed in deeds.items():
                with (
                    self.subTest(name, user=user.login),
                    self.assertRaisesRegex(UserError, "is evidence of"),
                    self.cr.savepoint(),
                ):
                    deed(file.with_user(user))
        self.assertEqual((file.raw, payment.evidence_ids), (b"70.00", file))
        file.description = "The slip of the till"

    def test_only_core_makes_a_link_to_evidence(self):
        _payment, file = self.registered()
        with self.assertRaisesRegex(UserError, "is evidence of"):
            file.with_user(self.clerk).generate_access_token()
        # What is too heavy for a mail is linked, by a token that nobody chose.
        self.assertTrue(file.sudo().generate_access_token()[0])

    def test_a_file_of_the_discussion_stays_too(self):
        payment = self.book("2026-01-05 payment PAY1 70.00")["PAY1"]
        message = payment.message_post(
            body="Here", attachments=[("scan.pdf", b"70.00")], message_type="comment"
        )
        with self.assertRaisesRegex(UserError, "is evidence of"):
            payment._message_update_content(message, body="", attachment_ids=[])

    def test_a_payment_set_back_to_draft_keeps_its_evidence(self):
        payment, file = self.registered()
        self.company.payment_correction_policy = "until_transferred"
        payment.action_draft()
        with self.assertRaisesRegex(UserError, "is evidence of"):
            file.unlink()

    def test_a_deleted_draft_takes_its_files_along(self):
        payment = self.book("2026-01-05 draft PAY1 70.00")["PAY1"]
        file = self.upload(payment)
        payment.unlink()
        self.assertFalse(file.exists())

    def test_other_files_are_free(self):
        draft = self.upload(self.book("2026-01-05 draft PAY1 70.00")["PAY1"])
        supplier = self.env["account.payment"].create(
            {"payment_type": "outbound", "partner_type": "supplier", "amount": 5.0}
        )
        supplier.action_post()
        unowned = self.upload()
        (draft + self.upload(supplier) + unowned).unlink()
