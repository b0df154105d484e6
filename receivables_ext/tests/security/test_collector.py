from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Date
from odoo.tests import tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestCollector(ReceivablesCommon):
    """A collector follows what is owed, notes what is promised, and touches no money."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.collector = cls.person(
            "collector", "base.group_user", "receivables_ext.group_receivables_collector"
        )
        cls.docs = cls.book(
            "2026-01-01 invoice INV1 100.00 2026-01-31\n2026-01-05 payment PAY1 30.00"
        )

    def collect(self, model, method, *args, **kwargs):
        return self.call(self.collector, model, method, *args, **kwargs)

    def test_figures_and_schedule_are_read(self):
        names = ["amount_received", "amount_pending", "amount_to_use", "amount_late"]
        (figures,) = self.collect("res.partner", "read", self.customer.ids, names)
        self.assertEqual([figures[name] for name in names], [30.0, 100.0, 30.0, 100.0])
        domain = [("partner_id", "=", self.customer.id)]
        (totals,) = self.collect("receivables.installment", "get_totals", domain)
        self.assertEqual(totals["to_collect"], 100.0)

    def test_a_promise_is_noted_beside_an_installment(self):
        installments = self.env["receivables.installment"].search(
            [("partner_id", "=", self.customer.id)]
        )
        action = self.collect("receivables.installment", "action_promise", installments.ids)
        day = Date.add(Date.today(), days=7)
        self.collect(action["res_model"], "write", [action["res_id"]], {"promised_date": day})
        self.collect(action["res_model"], "action_save", [action["res_id"]])
        self.env.invalidate_all()
        self.assertEqual(installments.promised_date, day)
        self.assertIn("promised for", self.docs["INV1"].message_ids[0].body)

    def test_a_statement_is_sent(self):
        self.customer.email = "acme@example.com"
        request = self.collect(
            "receivables.statement", "create", {"partner_ids": [Command.set(self.customer.ids)]}
        )
        action = self.collect("receivables.statement", "action_send", [request])
        self.collect(action["res_model"], "action_send", [action["res_id"]])
        copy = self.env["receivables.statement.copy"].search(
            [("partner_id", "=", self.customer.id)]
        )
        self.assertEqual((copy.user_id, copy.state), (self.collector, "queued"))

    def test_no_payment_is_entered_changed_or_allocated(self):
        payment, invoice = self.docs["PAY1"], self.docs["INV1"]
        row = self.row(invoice, payment, 10.0)
        draft = {"partner_id": self.customer.id, "amount": 5.0, "payment_type": "inbound"}
        for model, method, *args in (
            ("account.payment", "create", draft),
            ("account.payment", "write", payment.ids, {"memo": "x"}),
            ("account.payment", "action_propose_allocation", payment.ids),
            ("receivables.allocation", "apply", [row]),
            ("account.move", "action_apply_credits", invoice.ids),
            ("account.move", "write", invoice.ids, {"ref": "x"}),
            ("res.partner", "action_allocate_credits", self.customer.ids),
            ("receivables.correct.payment", "create", {"payment_id": payment.id}),
            ("receivables.return.payment", "create", {"payment_id": payment.id}),
        ):
            with self.subTest(model=model, method=method), self.assertRaises(UserError):
                self.collect(model, method, *args)
        self.assertResiduals(self.docs, INV1=100.0, PAY1=30.0)

    def test_the_schedule_says_which_role_enters_payments(self):
        installments = self.env["receivables.installment"].search(
            [("partner_id", "=", self.customer.id)]
        )
        for method in ("action_register_payment", "action_allocate_credits"):
            with self.assertRaisesRegex(AccessError, "the role Receivables: User"):
                self.collect("receivables.installment", method, installments.ids)

    def test_suppliers_stay_out_of_sight(self):
        bill = self.init_invoice("in_invoice", partner=self.customer, amounts=[1.0], post=True)
        with self.assertRaises(AccessError):
            self.collect("account.move", "read", bill.ids, ["name"])
