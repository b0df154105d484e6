import os
from contextlib import contextmanager

from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from .receipt_archive_common import ReceiptArchiveCommon

STORE = "odoo.addons.base.models.ir_attachment"


@tagged("post_install", "-at_install")
class TestReceiptArchive(ReceiptArchiveCommon):
    """An archived file stays as it was issued, and whatever happens to it is found out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issued = cls.receipt()
        cls.file = cls.issued.attachment_id

    def assertKept(self, act, sentence="is archived"):
        before = self.file.raw
        with self.assertRaisesRegex(UserError, sentence), self.env.cr.savepoint():
            act()
        self.env.invalidate_all()
        self.assertEqual(self.issued.attachment_id, self.file)
        self.assertEqual(self.file.raw, before)

    def by_rpc(self, user, model, method, *args, **kwargs):
        env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
        return call_kw(env[model], method, list(args), kwargs)

    # === Nobody changes or deletes it === #

    def test_no_write_changes_the_file_whoever_asks(self):
        for values in (
            {"raw": b"other"},
            {"datas": b"b3RoZXI="},
            {"name": "other.pdf"},
            {"mimetype": "text/plain"},
            {"res_model": "res.partner"},
            {"res_id": self.issued.id + 1},
            {"res_field": "data"},
            {"type": "url", "url": "https://example.com"},
            {"public": True},
        ):
            with self.subTest(values=values):
                self.assertKept(lambda values=values: self.file.sudo().write(values))

    def test_the_same_values_again_are_no_change(self):
        # As when files move from the database to the disk.
        self.file.sudo().write({"raw": self.file.raw, "name": self.file.name})
        self.archive._check_files(self.issued)
        self.assertEqual(self.issued.integrity, "intact")

    def test_nobody_deletes_the_file_before_its_retention_date(self):
        self.change(self.issued, retention_date="2036-12-31")
        for act in (
            lambda: self.file.sudo().unlink(),
            lambda: self.file.with_context(_force_unlink=True, force_delete=True).unlink(),
            lambda: self.file.sudo()._delete_and_notify(),
            lambda: self.issued.action_delete_file(),
        ):
            self.assertKept(act, "archived until 12/31/2036")

    def test_remote_calls_are_refused_for_every_role(self):
        for role in (
            "account.group_account_manager",
            "receivables_ext.group_receivables_manager",
            "base.group_system,account.group_account_manager",
        ):
            user = self.member(role.replace(".", "_"), f"base.group_user,{role}")
            for model, record in (("ir.attachment", self.file), (self.issued._name, self.issued)):
                for method, args in (("write", [{"name": "other"}]), ("unlink", [])):
                    with (
                        self.subTest(role=role, model=model, method=method),
                        self.assertRaises(UserError),
                        self.env.cr.savepoint(),
                    ):
                        self.by_rpc(user, model, method, record.ids, *args)
        self.assertTrue(self.file.exists())

    def test_the_record_is_refused_to_the_superuser_too(self):
        for act in (
            lambda: self.issued.sudo().write({"sha256": "0"}),
            lambda: self.issued.sudo().write({"attachment_id": False}),
            lambda: self.issued.sudo().unlink(),
            lambda: self.issued.sudo().with_context(receivables_payment_permission=1).unlink(),
        ):
            self.assertKept(act, "nobody adds to it")

    def test_the_flag_of_an_uninstallation_is_not_believed(self):
        flagged = self.file.sudo().with_context(_force_unlink=True, module_uninstall=True)
        self.assertKept(flagged.unlink)

    def test_a_message_does_not_take_the_file_along(self):
        message = self.invoice.message_post(body="Here", attachment_ids=self.file.ids)
        self.assertIn(self.file, message.attachment_ids)
        message.sudo().unlink()
        self.assertTrue(self.file.exists())

    def test_after_its_retention_a_manager_deletes_it_and_the_record_stays(self):
        self.end_retention(self.issued)
        clerk = self.member("clerk", "base.group_user,receivables_ext.group_receivables_user")
        with self.assertRaises(AccessError):
            self.issued.with_user(clerk).action_delete_file()
        # Not even then is it changed.
        self.assertKept(lambda: self.file.write({"raw": b"other"}), "is kept as it is")
        manager = self.member("boss", "base.group_user,receivables_ext.group_receivables_manager")
        self.issued.with_user(manager).action_delete_file()
        self.assertFalse(self.file.exists())
        self.assertFalse(self.issued.attachment_id)
        self.assertTrue(self.issued.sha256)
        self.assertFalse(self.archive._check_files(self.issued), "nothing is missing")
        self.customer.email = "acme@example.com"
        with self.assertRaisesRegex(UserError, "was deleted after its retention"):
            self.issued.with_user(manager).action_send_again()

    def test_one_that_must_be_kept_keeps_the_others_selected(self):
        old = self.receipt("REC/2")
        self.end_retention(old)
        self.assertKept((old + self.issued).action_delete_file, "REC/1 is archived until")
        self.assertTrue(old.attachment_id)

    def test_a_document_without_date_is_kept(self):
        self.change(self.issued, retention_date=False)
        self.assertKept(self.file.unlink)

    # === Checks === #

    def on_disk(self, receipt):
        attachment = receipt.attachment_id
        return attachment._full_path(attachment.store_fname)

    @contextmanager
    def damaged(self, receipt, content=None):
        """The file on the disk really altered, or gone."""
        path = self.on_disk(receipt)
        with open(path, "rb") as file:
            before = file.read()
        try:
            os.unlink(path)
            if content:
                with open(path, "wb") as file:
                    file.write(content)
            self.env.invalidate_all()
            yield
        finally:
            with open(path, "wb") as file:
                file.write(before)
            self.env.invalidate_all()

    def test_the_check_tells_intact_altered_and_missing(self):
        states = []
        altered = self.file.raw.replace(b"REC", b"FAK")
        for content in (altered, None):
            with self.damaged(self.issued, content), mute_logger(STORE):
                self.archive._check_files(self.issued)
                states.append(self.issued.integrity)
        self.archive._check_files(self.issued)
        self.assertEqual([*states, self.issued.integrity], ["altered", "missing", "intact"])
        self.assertTrue(self.issued.checked_on)

    def test_an_altered_file_is_not_printed(self):
        refusal = self.assertRaisesRegex(UserError, "REC/1 is not the one that was issued")
        with self.damaged(self.issued, b"%PDF other"), refusal:
            self.issued.action_print()

    def test_the_button_says_what_was_found(self):
        clerk = self.member("clerk", "base.group_user,receivables_ext.group_receivables_user")
        seen = self.issued.with_user(clerk)
        self.assertEqual(seen.action_check_file()["params"]["type"], "success")
        with self.damaged(self.issued, b"%PDF other"):
            answer = seen.action_check_file()["params"]
        self.assertEqual(answer["type"], "danger")
        self.assertIn("REC/1 (Altered)", answer["message"])
        with self.assertRaisesRegex(UserError, "were not issued yet"):
            waiting = self.receipt("REC/2")
            self.change(waiting, sha256=False, attachment_id=False, state="queued")
            waiting.action_check_file()

    def run_cron(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref("receivables_ext.ir_cron_check_receipts").method_direct_trigger()
        self.env.invalidate_all()

    def test_the_scheduled_check_tells_the_managers(self):
        other, lost = self.receipt("REC/2"), self.receipt("REC/3")
        boss = self.member("boss", "base.group_user,receivables_ext.group_receivables_manager")
        last = self.env["mail.message"].search([], order="id desc", limit=1)
        with (
            self.damaged(other, b"%PDF other"),
            self.damaged(lost),
            mute_logger(STORE, "odoo.addons.mail.models.mail_mail"),
        ):
            self.run_cron()
        found = self.issued + other + lost
        self.assertEqual(found.mapped("integrity"), ["intact", "altered", "missing"])
        told = self.env["mail.message"].search(
            [("id", ">", last.id), ("notified_partner_ids", "in", boss.partner_id.ids)]
        )
        self.assertEqual(len(told), 1)
        for word in ("REC/2", "Altered", "REC/3", "File missing"):
            self.assertIn(word, told.body)
        self.assertNotIn("REC/1<", told.body)

    def test_an_interrupted_check_goes_on_where_it_stopped(self):
        more = self.issued + self.receipt("REC/2") + self.receipt("REC/3")
        self.archive._check_files(more[:2])
        before = more[0].checked_on
        self.change(more[0], checked_on="2026-01-01 00:00:00")
        stamp = more[1].checked_on
        self.run_cron()
        self.assertGreaterEqual(more[0].checked_on, before)
        self.assertEqual(more[1].checked_on, stamp)
        self.assertEqual(more[2].integrity, "intact")

    def test_the_check_of_many_takes_a_constant_number_of_queries(self):
        receipts = self.issued + self.receipt("REC/2")
        many = receipts.browse()  # others: nothing is known of them yet
        for rank in range(3, 13):
            many += self.receipt(f"REC/{rank}")
        counts = []
        for some in (receipts, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.archive._check_files(some)
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[0], counts[1])
