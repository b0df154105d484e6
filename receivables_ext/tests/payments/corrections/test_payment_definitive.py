from odoo.exceptions import UserError
from odoo.fields import Date
from odoo.service.model import call_kw
from odoo.tests import HttpCase, JsonRpcException, tagged

from ....models.payments.corrections import refund, reversal
from .definitive_common import DefinitiveCommon

# What a user may try on a registered payment, whatever the way.
EDITS = {
    "amount": lambda self: {"amount": 1.0},
    "date": lambda self: {"date": "2026-01-06"},
    "customer": lambda self: {"partner_id": self.other_customer.id},
    "journal": lambda self: {"journal_id": self.company_data["default_journal_cash"].id},
    "currency": lambda self: {"currency_id": self.setup_other_currency("EUR").id},
    "instrument": lambda self: {"payment_reference": "CHQ 999"},
    "direction": lambda self: {"payment_type": "outbound"},
    "kind": lambda self: {"partner_type": "supplier"},
    "account": lambda self: {
        "destination_account_id": self.company_data["default_account_revenue"].id
    },
    "entry": lambda self: {"move_id": False},
    "draft": lambda self: {"state": "draft"},
    "cancelled": lambda self: {"state": "canceled"},
    "rejected": lambda self: {"state": "rejected"},
    "collection": lambda self: {"collection_state": "returned"},
    "schedule": lambda self: {"scheduled_date": "2030-01-01"},
    # Computed, with columns of their own
    "number": lambda self: {"name": "PAY/1"},
    "means": lambda self: {"means_id": self.env.ref("receivables_ext.means_cash").id},
    "amount of the company": lambda self: {"amount_company_currency_signed": 1.0},
}


@tagged("post_install", "-at_install")
class TestPaymentDefinitive(DefinitiveCommon):
    """Policy by act by channel by role: what is refused leaves everything as it was."""

    def channels(self, user):
        """The ways in which a user reaches the payment, each a function of what to write."""
        env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
        payment = env["account.payment"].browse(self.payment.id)
        forged = {"receivables_payment_permission": True, "active_test": False}
        return {
            "form": lambda vals: payment.web_save(vals, {"amount": {}}),
            "rpc": lambda vals: call_kw(env["account.payment"], "write", [payment.ids, vals], {}),
            "sudo": lambda vals: payment.sudo().write(vals),
            "forged context": lambda vals: call_kw(
                env["account.payment"], "write", [payment.ids, vals], {"context": forged}
            ),
        }

    def test_nothing_of_a_registered_payment_is_edited(self):
        for policy in ("definitive", "until_transferred"):
            self.company.payment_correction_policy = policy
            for role, user in self.users.items():
                for channel, write in self.channels(user).items():
                    for edit, values in EDITS.items():
                        with self.subTest(policy=policy, role=role, channel=channel, edit=edit):
                            vals = values(self)
                            self.assertRefused(lambda write=write, vals=vals: write(vals))

    def test_the_message_names_the_field_and_the_way(self):
        with self.assertRaisesRegex(UserError, "Amount can no longer be changed. Use Correct"):
            self.payment.amount = 1.0
        self.company.payment_correction_policy = "until_transferred"
        with self.assertRaisesRegex(UserError, "Reset the payment to draft first"):
            self.payment.amount = 1.0

    def test_import_is_refused(self):
        xmlid = self.payment._BaseModel__ensure_xml_id()
        name = next(iter(xmlid))[1]
        for user in self.users.values():
            payments = self.env["account.payment"].with_user(user)
            before = self.snapshot()
            result = payments.load(["id", "amount"], [[name, "1.0"]])
            self.assertTrue(result["messages"])
            self.assertEqual(self.snapshot(), before)

    def test_undoing_by_policy_and_role(self):
        """Refused to all when definitive; to none who may write when not yet transferred."""
        for act in ("action_draft", "action_cancel", "unlink"):
            for role, user in self.users.items():
                with self.subTest(policy="definitive", act=act, role=role):
                    self.company.payment_correction_policy = "definitive"
                    for payment in (
                        self.payment.with_user(user),
                        self.payment.with_user(user).sudo(),
                        self.payment.with_user(user).with_context(
                            receivables_payment_permission="object", force_delete=True
                        ),
                    ):
                        self.assertRefused(getattr(payment, act))
        self.company.payment_correction_policy = "until_transferred"
        self.payment.with_user(self.users["invoicing"]).action_draft()
        self.assertEqual(self.payment.collection_state, "draft")
        self.assertEqual(self.payment.move_id.state, "draft")
        self.payment.action_post()
        self.payment.with_user(self.users["invoicing"]).action_cancel()
        self.assertEqual(self.payment.collection_state, "cancelled")
        self.payment.with_user(self.users["invoicing"]).unlink()
        self.assertFalse(self.payment.exists())

    def test_transferred_payments_are_definitive_under_both_policies(self):
        self.company.payment_correction_policy = "until_transferred"
        triggers = {
            "closed": lambda: self.company.write({"fiscalyear_lock_date": "2026-01-31"}),
            "closed for taxes": lambda: self.company.write({"tax_lock_date": "2026-01-31"}),
            "sent": self.payment.mark_as_sent,
            "sealed": lambda: self.env.cr.execute(
                "UPDATE account_move SET inalterable_hash = 'x' WHERE id = %s",
                [self.payment.move_id.id],
            ),
            "matched": self._match_with_the_bank,
        }
        for name, trigger in triggers.items():
            for act in ("action_draft", "action_cancel", "unlink"):
                with self.subTest(trigger=name, act=act), self.cr.savepoint() as savepoint:
                    trigger()
                    self.env.invalidate_all()
                    self.assertRefused(getattr(self.payment, act))
                    savepoint.rollback()
                    self.env.invalidate_all()

    def test_what_was_undone_is_not_undone_again(self):
        """Its counter-entry would stay behind, and the customer owe the money twice."""
        self.company.payment_correction_policy = "until_transferred"
        self.company.correction_approval_amount = 100.0
        today = Date.today()
        correction = self.env["receivables.payment.correction"]
        for why, undo in {
            "already undone by": lambda: reversal.reverse_payment(self.payment, today, "x", False),
            "gave money of": lambda: refund.refund_payment(
                self.payment, 40.0, "x", journal_id=self.journal.id
            ),
            "asked to undo": lambda: correction._request(self.payment, "x", today),
        }.items():
            for act in ("action_draft", "action_cancel", "unlink"):
                with self.subTest(why=why, act=act), self.cr.savepoint() as savepoint:
                    undo()
                    with self.assertRaisesRegex(UserError, why):
                        getattr(self.payment, act)()
                    savepoint.rollback()
                    self.env.invalidate_all()

    def _match_with_the_bank(self):
        line = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-01-06",
                "amount": 150.0,
                "payment_ref": "PAY1",
                "partner_id": self.customer.id,
            }
        )
        liquidity, _counterpart, _others = self.payment._seek_for_lines()
        suspense = line.move_id.line_ids.filtered(
            lambda item: item.account_id == self.journal.suspense_account_id
        )
        suspense.account_id = liquidity.account_id
        (suspense + liquidity).reconcile()


@tagged("post_install", "-at_install")
class TestPaymentDefinitiveOverHttp(DefinitiveCommon, HttpCase):
    def test_a_remote_client_with_a_forged_context(self):
        user = self.users["accountant"]
        user.password = user.login
        self.authenticate(user.login, user.login)
        before = self.snapshot()
        for method, args in (
            ("write", [self.payment.ids, {"amount": 1.0}]),
            ("action_draft", [self.payment.ids]),
            ("action_cancel", [self.payment.ids]),
            ("unlink", [self.payment.ids]),
        ):
            with self.assertRaisesRegex(JsonRpcException, "UserError"):
                self.make_jsonrpc_request(
                    f"/web/dataset/call_kw/account.payment/{method}",
                    {
                        "model": "account.payment",
                        "method": method,
                        "args": args,
                        "kwargs": {"context": {"receivables_payment_permission": True}},
                    },
                )
        self.assertEqual(self.snapshot(), before)
