from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from .agreement_common import THREE, TwoInvoicesCommon

AGREEMENT = "receivables.agreement"
ACCEPT = "receivables.accept.agreement"


@tagged("post_install", "-at_install")
class TestAgreementAttacks(TwoInvoicesCommon):
    """Nobody forges, deletes or signs an agreement; documents that change end it."""

    def setUp(self):
        super().setUp()
        self.collector = self.person("collects", "receivables_ext.group_receivables_collector")

    def attack(self, model, method, *args, **context):
        env = self.env(
            user=self.collector,
            context={"allowed_company_ids": self.company.ids, **context},
        )
        return call_kw(env[model], method, list(args), {"context": dict(env.context)})

    def test_who_may_do_what(self):
        agreement = self.draft(self.invoice)
        collector = self.collector
        self.call(collector, "receivables.agreement", "action_cut", agreement.ids)
        told = {"agreement_id": agreement.id, "agreed_by": "Ann Lee", "agreed_how": "phone"}
        dialog = self.call(collector, ACCEPT, "create", told)
        self.call(collector, ACCEPT, "action_confirm", [dialog])
        self.assertEqual(agreement.agreed_by, "Ann Lee")
        self.assertEqual((agreement.agreed_how, agreement.noted_by_id), ("phone", collector))
        auditor = self.person("audits", "receivables_ext.group_receivables_auditor")
        self.call(auditor, "receivables.agreement", "read", agreement.ids, ["standing"])
        for person in (auditor, self.person("sells", "sales_team.group_sale_salesman")):
            for dialog in ("receivables.end.agreement", ACCEPT):
                with self.assertRaises(AccessError):
                    self.call(person, dialog, "create", {"agreement_id": agreement.id})
            with self.assertRaises(AccessError):
                self.call(person, "account.move", "action_agree_anew", self.invoice.ids)

    def test_nothing_is_forged(self):
        collector = self.collector
        line = self.receivable_lines(self.invoice)
        for vals in (
            {"partner_id": self.customer.id, "state": "agreed"},
            {
                "partner_id": self.customer.id,
                "company_id": self.company.id,
                "currency_id": self.company.currency_id.id,
                "item_ids": [Command.create({"line_id": line.id, "amount": 1, "rank": 1})],
            },
        ):
            with self.assertRaisesRegex(UserError, "An agreement is prepared from"):
                self.call(collector, "receivables.agreement", "create", vals)
        draft = self.draft(self.invoice)
        with self.assertRaises(UserError):
            self.call(
                collector,
                "receivables.agreement.item",
                "create",
                {"agreement_id": draft.id, "line_id": line.id, "amount": 5, "rank": 9},
            )
        with self.assertRaises(UserError):
            self.call(
                collector,
                "receivables.agreement",
                "write",
                draft.ids,
                {"item_ids": [Command.update(draft.item_ids.id, {"amount": 5})]},
            )

    def test_defaults_of_a_context_forge_nothing(self):
        forged = {
            "default_partner_id": self.customer.id,
            "default_company_id": self.company.id,
            "default_currency_id": self.company.currency_id.id,
            "default_state": "agreed",
        }
        with self.assertRaisesRegex(UserError, "An agreement is prepared from"):
            self.attack(AGREEMENT, "create", [{}], **forged)

    def test_no_flag_of_a_context_deletes(self):
        agreement = self.agree(self.invoice, parts=THREE)
        with self.assertRaisesRegex(UserError, "it is kept"):
            self.attack(AGREEMENT, "unlink", agreement.ids, _force_unlink=True)

    def test_a_signature_is_no_file(self):
        """What somebody writes beside it is not read."""
        agreement = self.agree(self.invoice, parts=THREE)
        self.attack(
            "ir.attachment",
            "create",
            [
                {"name": "x", "res_model": AGREEMENT, "res_id": agreement.id, "datas": "aGVsbG8="}
                | {"res_field": "signature"}
            ],
        )
        self.env.invalidate_all()
        self.assertFalse(agreement.signature)

    def test_days_of_grace_have_a_limit(self):
        agreement = self.draft(self.invoice)
        for record, name in (
            (agreement, "grace_days"),
            (self.company, "agreement_grace_days"),
        ):
            for days in (-1, 366, 2147483647):
                with (
                    self.subTest(name=name, days=days),
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(IntegrityError),
                ):
                    record[name] = days
                    self.env.flush_all()

    def test_a_part_does_not_say_its_currency(self):
        agreement = self.draft(self.invoice)
        other = self.env["res.currency"].search([("id", "!=", agreement.currency_id.id)], limit=1)
        self.attack(
            "receivables.agreement.line", "write", agreement.line_ids.ids, {"currency_id": other.id}
        )
        self.env.invalidate_all()
        self.assertEqual(agreement.line_ids.currency_id, agreement.currency_id)

    def test_a_first_part_without_a_day(self):
        agreement = self.draft(self.invoice)
        for day, why in ((False, "Enter the day of the first part"), ("9999-12-15", "Cut it into")):
            agreement.first_on = day
            with self.assertRaisesRegex(UserError, why):
                agreement.action_cut()
                agreement.action_propose()

    # === Documents that change === #

    def test_a_document_that_left_the_accounts_ends_it(self):
        """Modified to less, nobody paid the difference."""
        self.company.revision_policy = "allow"
        agreement = self.agree(self.invoice, self.docs["INV2"], parts="2026-06-10 1300")
        with freeze_time("2026-07-01"):  # broken
            self.env.invalidate_all()
            self.invoice.modify("Wrong price")
            self.assertEqual(agreement.state, "replaced")
            self.assertIn("left the accounts", agreement.ended_reason)
            self.invoice.invoice_line_ids.price_unit = 500
            self.invoice.action_post()
            self.assertOwes(600.0)

    def test_what_is_agreed_is_not_marked_as_paid(self):
        self.env.user.group_ids += self.env.ref("receivables_ext.group_settle_outside")
        agreement = self.agree(self.invoice, parts=THREE)
        with self.assertRaisesRegex(UserError, "end the agreement first"):
            self.invoice._mark_settled_outside("Seen at the bank")
        agreement._end("Seen at the bank")
        self.invoice._mark_settled_outside("Seen at the bank")

    def test_a_customer_who_gets_a_parent_keeps_it(self):
        self.agree(self.invoice, parts=THREE)
        group = self.env["res.partner"].create({"name": "Group", "is_company": True})
        self.customer.write({"is_company": False, "parent_id": group.id})
        self.assertEqual((group.agreement_count, self.customer.agreement_count), (1, 1))

    def test_one_version_waits_at_a_time(self):
        agreement = self.agree(self.invoice, parts=THREE)
        version = agreement.action_new_version()["res_id"]
        self.env[AGREEMENT].browse(version).action_propose()
        self.assertEqual(agreement.action_new_version()["res_id"], version)
