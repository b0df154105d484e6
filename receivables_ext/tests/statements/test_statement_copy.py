from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import new_test_user, tagged

from .statement_common import StatementCopyCommon

USER = "receivables_ext.group_receivables_user"


@tagged("post_install", "-at_install")
class TestStatementCopy(StatementCopyCommon):
    """An issued statement stays as the customer received it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book("2026-01-10 invoice A 100\n2026-02-10 payment P 30")

    def test_a_balance_below_zero_is_said_in_words(self):
        self.book("2026-02-15 payment P2 90")
        copy = self.issued()
        self.assertEqual(copy.balance, "$\xa020.00 in your favour")
        self.assertIn("20.00 in your favour", copy.mail_id.body_html)
        mailing = copy.mailing_id.new({"count": 1})
        self.assertEqual(mailing.display_name, "Sending of one statement")

    def test_printed_again_it_is_the_same_file(self):
        copy = self.issued()
        content = copy.attachment_id.raw
        self.assertFrozen(copy, content)
        self.assertEqual(copy.data["statements"][0]["closing"], 70.0)
        self.assertIn("70.00", copy.balance)
        self.book("2026-03-10 invoice B 500")
        self.env.invalidate_all()
        self.assertFrozen(copy, content)
        self.assertEqual(copy.data["statements"][0]["closing"], 70.0)
        self.assertIn(str(copy.attachment_id.id), copy.action_download()["url"])

    def test_numbers_follow_each_other(self):
        names = self.queue(self.customer + self.other_customer).mapped("name")
        numbers = [int(name.rpartition("/")[2]) for name in names]
        self.assertEqual(numbers[1], numbers[0] + 1)

    def test_nobody_changes_it_by_any_way(self):
        copy = self.issued()
        users = [
            new_test_user(
                self.env,
                login,
                groups=groups,
                company_ids=[Command.set(self.company.ids)],
                company_id=self.company.id,
            )
            for login, groups in (
                ("copy_clerk", USER),
                ("copy_manager", "account.group_account_manager,base.group_system"),
            )
        ]
        for user in [*users, self.env.ref("base.user_root")]:
            for model in (copy.with_user(user), copy.with_user(user).sudo()):
                with self.subTest(user=user.login, su=model.env.su):
                    for deed in (
                        lambda own: own.write({"data": {}}),
                        lambda own: own.write({"state": "sent"}),
                        lambda own: own.write({"balance": "0"}),
                        lambda own: own.unlink(),
                        lambda own: own.with_context(_force_unlink=True).unlink(),
                        lambda own: own.copy(),
                        lambda own: own.with_context(receivables_payment_permission=True).write(
                            {"sha256": "x"}
                        ),
                        lambda own: own.attachment_id.write({"raw": b"x"}),
                        lambda own: own.attachment_id.write({"name": "x"}),
                        lambda own: own.attachment_id.write({"res_id": 0}),
                        lambda own: own.attachment_id.unlink(),
                        lambda own: own.attachment_id.with_context(_force_unlink=True).unlink(),
                    ):
                        with self.assertRaises(UserError):
                            deed(model)
        self.env.invalidate_all()
        self.assertTrue(copy.exists().attachment_id.exists())

    def test_deleting_its_mail_keeps_the_file(self):
        copy = self.issued()
        self.send_mails(copy)
        message = copy.mail_id.mail_message_id
        copy.mail_id.unlink()
        message.exists().unlink()
        self.env.invalidate_all()
        self.assertTrue(copy.attachment_id.exists())
        self.assertEqual(copy.state, "sent")

    def test_who_sees_it(self):
        copy = self.issued()
        keep = {"company_id": self.company.id, "company_ids": [Command.set(self.company.ids)]}
        seller, other = (
            new_test_user(self.env, login, groups="sales_team.group_sale_salesman", **keep)
            for login in ("copy_seller", "copy_other_seller")
        )
        reader = new_test_user(
            self.env, "copy_reader", groups="account.group_account_readonly", **keep
        )
        employee = new_test_user(self.env, "copy_employee", groups="base.group_user", **keep)
        self.customer.user_id = seller
        for user, sees in ((seller, 1), (other, 0), (reader, 1)):
            found = (
                self.env["receivables.statement.copy"]
                .with_user(user)
                .search_count([("id", "=", copy.id)])
            )
            self.assertEqual(found, sees, user.login)
        self.assertTrue(copy.with_user(seller).attachment_id.raw)
        with self.assertRaises(AccessError):
            copy.with_user(employee).read(["name"])
        with self.assertRaises(AccessError):
            copy.with_user(reader).action_retry()

    def test_it_says_what_changed_since(self):
        copy = self.issued(date_from="2026-01-01", date_to="2026-02-28")
        self.assertFalse(copy.changed_since)
        self.book("2026-03-10 invoice LATER 500")
        copy.invalidate_recordset(["changed_since"])
        self.assertFalse(copy.changed_since, "after its end")
        early = self.book("2026-02-20 invoice EARLY 500")["EARLY"]
        copy.invalidate_recordset(["changed_since"])
        self.assertIn(f"New or changed: {early.name}", copy.changed_since)
        self.assertRegex(copy.changed_since, r"Closing balance: \D*570.00 instead of \D*70.00")
        early.button_draft()
        self.draft_by_law(self.docs["A"])
        copy.invalidate_recordset(["changed_since"])
        self.assertIn(f"No longer there: {self.docs['A'].name}", copy.changed_since)
        self.assertEqual(copy.data["statements"][0]["closing"], 70.0)

    def test_an_entry_before_the_period_changes_its_opening(self):
        copy = self.issued(date_from="2026-02-01", date_to="2026-02-28")
        self.book("2026-01-20 invoice EARLY 500")
        copy.invalidate_recordset(["changed_since"])
        self.assertRegex(copy.changed_since, r"Opening balance: \D*600.00 instead of \D*100.00")

    def test_its_language_is_that_of_the_customer(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.customer.lang = "fr_FR"
        copy = self.issued()
        self.assertEqual(copy.lang, "fr_FR")
        self.assertEqual(copy.data["header"]["basis"], "TTC")
        self.assertFalse(copy.with_context(lang="en_US").changed_since)
        french = copy.with_context(lang="fr_FR").fields_get(["basis"])["basis"]["selection"]
        self.assertEqual(dict(french)["tax_included"], "TTC")

    @freeze_time("2026-06-01")
    def test_portal_address(self):
        copy = self.issued()
        self.assertEqual(copy.access_url, f"/my/statements/{copy.id}")
        self.assertIn(copy.access_token, copy.get_portal_url())
