from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import HttpCase, tagged

from ...models.ledger.permit import permit
from .receipt_archive_common import ReceiptArchiveCommon


@tagged("post_install", "-at_install")
class TestReceiptAccess(HttpCase, ReceiptArchiveCommon):
    """Who reads a document and has its file, inside the company; and that it is noted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.issued = cls.receipt()
        cls.clerk = cls.member("clerk", "base.group_user,receivables_ext.group_receivables_user")

    def download(self, login):
        self.authenticate(login, login)
        return self.url_open(f"/web/content/{self.issued.attachment_id.id}?download=true")

    def assertReads(self, user, expected):
        """By search, by the file itself and by its address."""
        found = self.env["receivables.receipt"].with_user(user).search([])
        self.assertEqual(self.issued in found, expected, user.login)
        self.assertEqual(
            self.issued.attachment_id.with_user(user).has_access("read"), expected, user.login
        )
        content = self.download(user.login).content
        self.assertEqual(content == self.issued.attachment_id.raw, expected, user.login)

    def test_roles_of_receivables_and_accounting_read_it(self):
        auditor = self.member("auditor", "base.group_user,account.group_account_readonly")
        for user in (self.clerk, auditor):
            self.assertReads(user, True)

    def test_an_employee_without_role_does_not(self):
        employee = self.member("employee", "base.group_user")
        with self.assertRaises(AccessError):
            self.env["receivables.receipt"].with_user(employee).search([])
        self.assertNotEqual(self.download("employee").content, self.issued.attachment_id.raw)

    def test_a_salesperson_reads_those_of_his_own_customers(self):
        own, other = (
            self.member(login, "base.group_user,sales_team.group_sale_salesman")
            for login in ("own", "other")
        )
        self.customer.user_id = own
        self.invoice.invoice_user_id = own
        self.assertReads(own, True)
        self.assertReads(other, False)
        # The salesperson of the invoice reads its documents as well.
        self.invoice.invoice_user_id = other
        self.assertReads(other, True)
        self.assertEqual(self.invoice.with_user(other).receipt_ids, self.issued)

    def test_another_company_does_not(self):
        company = self.setup_other_company(name="Elsewhere")["company"]
        groups = "base.group_user,receivables_ext.group_receivables_manager"
        stranger = self.member("stranger", groups, company)
        self.assertReads(stranger, False)

    def test_the_stations_that_a_user_does_not_see_hide_their_documents(self):
        lyon, paris = self.env["receivables.station"].create(
            [
                {
                    "code": code,
                    "name": code,
                    "company_id": self.company.id,
                    "user_ids": [Command.set(users.ids)],
                }
                for code, users in (("LYON", self.clerk), ("PARIS", self.env["res.users"]))
            ]
        )
        self.company.station_restricted = True
        self.invoice.station_id = paris
        self.assertReads(self.clerk, False)
        self.invoice.station_id = lyon
        self.assertReads(self.clerk, True)
        # A payment receipt bears no invoice.
        payment = self.book("2026-01-11 payment P 10")["P"]
        payment.with_context(**permit.opened(payment).env.context).station_id = paris
        self.change(self.issued, move_id=False, kind="payment", payment_ids=payment.ids)
        self.assertReads(self.clerk, False)

    # === Noted === #

    def test_a_download_is_noted(self):
        self.download("clerk")
        access = self.issued.access_ids
        self.assertEqual((access.user_id, access.channel), (self.clerk, "screen"))
        self.assertTrue(access.accessed_on)

    def test_a_remote_call_that_takes_the_content_is_noted(self):
        file = self.issued.attachment_id
        content = self.env(user=self.clerk, context={})["ir.attachment"]
        for rank, (method, args) in enumerate(
            (
                ("read", [file.ids, ["raw"]]),
                ("web_read", [file.ids, {"datas": {}}]),
                ("search_read", [[("id", "=", file.id)], ["raw"]]),
                ("copy", [file.ids, {"res_model": False, "res_id": False}]),
            ),
            start=1,
        ):
            call_kw(content, method, args, {})
            self.env.invalidate_all()
            self.assertEqual(self.issued.access_ids.mapped("channel"), ["screen"] * rank, method)
        self.assertEqual(self.issued.access_ids.user_id, self.clerk)
        call_kw(content, "read", [file.ids, ["name", "mimetype"]], {})
        self.assertEqual(len(self.issued.access_ids), 4)

    def test_an_export_of_the_content_is_noted(self):
        self.clerk.group_ids |= self.env.ref("base.group_allow_export")
        env = self.env(user=self.clerk, context={})
        file = self.issued.attachment_id
        for rank, (record, path) in enumerate(
            (
                (file, "datas"),
                (file, "raw"),
                (self.issued, "attachment_id/datas"),
                (self.invoice, "receipt_ids/attachment_id/datas"),
            ),
            start=1,
        ):
            call_kw(env[record._name], "export_data", [record.ids, ["id", path]], {})
            self.assertEqual(self.issued.access_ids.mapped("channel"), ["screen"] * rank, path)
        call_kw(env["ir.attachment"], "export_data", [file.ids, ["name"]], {})
        self.assertEqual(len(self.issued.access_ids), rank)

    def test_a_file_sent_in_a_message_is_noted(self):
        file = self.issued.attachment_id
        self.clerk.group_ids |= self.env.ref("base.group_partner_manager")
        partner = self.customer.with_user(self.clerk)
        partner.message_post(body="Here", attachment_ids=file.ids)
        composer = self.env["mail.compose.message"].with_user(self.clerk)
        for rank, mode in enumerate(("comment", "mass_mail"), start=2):
            composer.create(
                {
                    "composition_mode": mode,
                    "model": "res.partner",
                    "res_ids": str(self.customer.ids),
                    "partner_ids": [Command.set(self.other_customer.ids)],
                    "body": "Here",
                    "attachment_ids": [Command.set(file.ids)],
                }
            )._action_send_mail()
            self.assertEqual(len(self.issued.access_ids), rank, mode)
        # A mail to many carries copies.
        channels = self.issued.access_ids.sorted("id").mapped("channel")
        self.assertEqual(channels, ["message", "message", "screen"])
        self.assertEqual(self.issued.access_ids.user_id, self.clerk)
        message = partner.message_post(body="Later")
        message.attachment_ids = file
        self.assertEqual(len(self.issued.access_ids), rank + 1)

    def test_other_files_are_not_noted(self):
        file = self.env["ir.attachment"].create({"name": "a.txt", "raw": b"a", "public": True})
        self.url_open(f"/web/content/{file.id}")
        self.assertFalse(self.env["receivables.receipt.access"].search([]))

    def test_nobody_writes_in_the_log(self):
        self.download("clerk")
        access = self.issued.access_ids
        admin = self.env.ref("base.user_admin")
        admin.company_ids |= self.company
        values = {"receipt_id": self.issued.id, "channel": "link"}
        for user in (self.clerk, admin):
            env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
            for method, args in (
                ("create", [[values]]),
                ("write", [access.ids, values]),
                ("unlink", [access.ids]),
            ):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    call_kw(env[access._name], method, args, {})

    # === Screens === #

    def test_printing_marks_what_was_to_print(self):
        second = self.receipt("REC/2")
        both = (self.issued + second).with_user(self.clerk)
        self.change(self.issued + second, delivery="print")
        action = both.action_print()
        self.assertTrue(all(both.mapped("printed_on")))
        self.authenticate("clerk", "clerk")
        response = self.url_open(action["url"])
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertEqual(response.content.count(b"/Type /Page\n"), 2)
        self.assertEqual((self.issued + second).access_ids.mapped("channel"), ["print"] * 2)

    def test_the_address_of_printing_gives_nothing_to_others(self):
        other = self.member("other", "base.group_user,sales_team.group_sale_salesman")
        self.customer.user_id = self.clerk
        self.invoice.invoice_user_id = self.clerk
        with self.assertRaises(AccessError):
            self.issued.with_user(other).action_print()
        for login in ("other", None):
            self.authenticate(login, login)
            response = self.url_open(f"/receivables/receipts/{self.issued.id}.pdf")
            self.assertNotEqual(response.headers["Content-Type"], "application/pdf")

    def test_buttons_of_invoice_and_customer_show_its_documents(self):
        self.assertEqual(self.invoice.receipt_count, 1)
        for record in (self.invoice, self.customer):
            action = record.with_user(self.clerk).action_open_receipts()
            found = self.env[action["res_model"]].search(action["domain"])
            self.assertEqual(found, self.issued)
