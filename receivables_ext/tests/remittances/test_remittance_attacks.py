from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import tagged

from .remittance_common import RemittanceCommon

SLIP = "receivables.remittance"


@tagged("post_install", "-at_install")
class TestRemittanceAttacks(RemittanceCommon):
    """Nobody forges a slip, nor puts a payment on two of them."""

    def setUp(self):
        super().setUp()
        self.cheques = self.receive(100, 200)
        self.paper = self.slip(self.cheques[0])

    def attack(self, model, method, *args, **context):
        env = self.env(
            user=self.clerk, context={"allowed_company_ids": self.company.ids, **context}
        )
        return call_kw(env[model], method, list(args), {"context": dict(env.context)})

    def values(self, **values):
        return {"journal_id": self.journal.id, "means_id": self.cheque.id, **values}

    def test_what_the_buttons_set_is_not_written(self):
        other = self.cheques[1]
        for values in (
            {"state": "credited"},
            {"name": "REM/2026/99999"},
            {"remitted_on": "2026-03-01 10:00:00"},
            {"amount_remitted": 5},
            {"payment_ids": [Command.link(other.id)]},
            {"payment_ids": [Command.create({"amount": 5})]},
            {"slip_ids": [Command.clear()]},
        ):
            draft = self.attack(SLIP, "create", self.values())
            with self.subTest(values), self.assertRaisesRegex(UserError, "cannot be written"):
                self.attack(SLIP, "create", self.values(**values))
            with self.subTest(values), self.assertRaisesRegex(UserError, "cannot be written"):
                self.attack(SLIP, "write", [draft], values)
        made = self.attack(
            SLIP,
            "create",
            self.values(),
            default_state="credited",
            default_name="REM/1",
            default_remitted_on="2026-03-01 10:00:00",
            default_payment_ids=[Command.link(other.id)],
        )
        slip = self.env[SLIP].browse(made)
        self.assertEqual((slip.state, slip.name, slip.payment_ids.ids), ("draft", False, []))

    def test_what_was_remitted_stays(self):
        for values in ({"date": "2026-01-01"}, {"bank_journal_id": self.journal.copy().id}):
            with self.assertRaisesRegex(UserError, "stays as the slip says"):
                self.attack(SLIP, "write", self.paper.ids, values)
        for method in ("unlink", "action_propose", "action_remit"):
            with self.assertRaisesRegex(UserError, "stays as the slip says"):
                self.attack(SLIP, method, self.paper.ids)
        with self.assertRaisesRegex(UserError, "stays as the slip says"):
            self.attack("account.payment", "action_take_off", self.cheques[0].ids)
        with self.assertRaisesRegex(UserError, "stays as the slip says"):
            self.attack(SLIP, "add_payments", self.paper.ids, self.cheques[1].ids)

    def test_a_payment_is_on_one_slip(self):
        draft = self.attack(SLIP, "create", self.values())
        with self.assertRaisesRegex(UserError, f"it is on {self.paper.name}"):
            self.attack(SLIP, "add_payments", [draft], self.cheques.ids)
        for values in ({"remittance_id": draft}, {"taken_out_of_id": draft}):
            with self.assertRaises(UserError):
                self.attack("account.payment", "write", self.cheques[1].ids, values)
            fresh = self.book("2026-03-01 draft DRAFT 5")["DRAFT"]
            with self.assertRaisesRegex(UserError, "cannot be written"):
                self.attack("account.payment", "write", fresh.ids, values)
        made = self.attack(
            "account.payment",
            "create",
            {"amount": 5, "partner_id": self.customer.id, "payment_type": "inbound"},
            default_remittance_id=draft,
        )
        self.assertFalse(self.env["account.payment"].browse(made).remittance_id)

    def test_what_is_no_list_of_ids_gets_a_sentence(self):
        draft = self.attack(SLIP, "create", self.values())
        for ids in ("x", [0], [True], None):
            with self.assertRaises(UserError):
                self.attack(SLIP, "add_payments", [draft], ids)

    def test_what_nobody_can_mean_gets_a_sentence(self):
        draft = self.slip(self.cheques[1], remit=False)
        for number in (float("nan"), float("inf"), 1e300):
            row = {"remittance_id": draft.id, "value": number}
            with self.subTest(number), self.assertRaisesRegex(UserError, "Give a number"):
                self.attack("receivables.remittance.cash", "create", [row])
        reason = {"remittance_id": self.paper.id, "reason": "a\0"}
        with self.assertRaisesRegex(UserError, "Give a text"):
            self.attack("receivables.undo.remittance", "create", [reason])
        draft.date = "9999-12-31"
        with self.assertRaisesRegex(UserError, "check its year"):
            self.attack(draft._name, "action_remit", draft.ids)

    def test_another_company_is_out_of_reach(self):
        other = self.setup_other_company(name="Elsewhere")["company"]
        theirs = self.person("elsewhere", "receivables_ext.group_receivables_user", company=other)
        with self.assertRaises(AccessError):
            self.call(theirs, SLIP, "read", self.paper.ids, ["amount_total"])
        with self.assertRaises(AccessError):
            self.call(theirs, "account.payment", "action_take_to_bank", self.cheques[1].ids)
        bank = self.env["account.journal"].search(
            [("company_id", "=", other.id), ("type", "=", "bank")], limit=1
        )
        made = self.call(
            theirs,
            SLIP,
            "create",
            {"journal_id": bank.id, "means_id": self.cheque.id},
        )
        with self.assertRaises(AccessError):
            self.call(theirs, SLIP, "add_payments", [made], self.cheques[1].ids)
        foreign = self.env[SLIP].browse(made)
        with self.assertRaisesRegex(UserError, "another journal, means, currency or company"):
            foreign.sudo()._add(self.cheques[1])
        with self.assertRaises(UserError):
            self.attack(SLIP, "create", self.values(company_id=other.id))

    def test_who_may_do_what(self):
        collector = self.person("follows", "receivables_ext.group_receivables_collector")
        auditor = self.person("audits", "receivables_ext.group_receivables_auditor")
        seller = self.person("sells", "sales_team.group_sale_salesman")
        for person in (collector, auditor):
            self.call(person, SLIP, "read", self.paper.ids, ["amount_total", "payment_ids"])
            self.call(person, SLIP, "action_print", self.paper.ids)
        for person in (collector, auditor, seller):
            with self.assertRaises(AccessError):
                self.call(person, SLIP, "create", self.values())
            with self.assertRaises(AccessError):
                self.call(person, "account.payment", "action_take_to_bank", self.cheques[1].ids)
        with self.assertRaises(AccessError):
            self.call(seller, SLIP, "read", self.paper.ids, ["amount_total"])
        with self.assertRaises(AccessError):
            self.call(seller, "account.payment", "read", self.cheques.ids, ["remittance_id"])

    def test_a_hidden_station_hides_the_slip(self):
        self.company.station_restricted = True
        station = self.env["receivables.station"].create({"code": "S1", "name": "Elsewhere"})
        own = self.env["receivables.station"].create(
            {"code": "S2", "name": "Here", "user_ids": [Command.link(self.clerk.id)]}
        )
        there = self.receive(5, station_id=station.id)
        here = self.receive(6, station_id=own.id)
        both = self.slip(there + here)
        self.env.invalidate_all()
        with self.assertRaises(AccessError):
            self.call(self.clerk, SLIP, "read", both.ids, ["amount_total"])
        self.assertNotIn(there, self.in_safe(self.clerk))
