from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged

from ..common import ReceivablesCommon

# An export is a file that is made when it is asked for, and kept.
MAY_CREATE = {"receivables.payment.export"}


@tagged("post_install", "-at_install")
class TestAuditor(ReceivablesCommon):
    """An auditor reads everything with its history, exports it, and changes nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.auditor = new_test_user(
            cls.env,
            "auditor",
            groups="base.group_user,receivables_ext.group_receivables_auditor",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )
        cls.docs = cls.book(
            "2026-01-01 invoice INV1 100.00 2026-01-31\n2026-01-05 payment PAY1 150.00"
        )
        cls.allocate()

    def call(self, model, method, *args, **kwargs):
        env = self.env(user=self.auditor, context={"allowed_company_ids": self.company.ids})
        return call_kw(env[model], method, list(args), kwargs)

    def test_every_record_of_the_module_is_read_and_none_changed(self):
        env = self.env(user=self.auditor)
        for name, model in self.env.registry.items():
            if name.startswith("receivables.") and not (model._abstract or model._transient):
                allowed = {
                    operation
                    for operation in ("read", "write", "create", "unlink")
                    if env[name].has_access(operation)
                }
                with self.subTest(model=name):
                    expected = {"read", "create"} if name in MAY_CREATE else {"read"}
                    self.assertEqual(allowed, expected)

    def test_payments_and_entries_are_read_and_not_changed(self):
        payment, invoice = self.docs["PAY1"], self.docs["INV1"]
        for record in (payment, invoice, self.customer):
            self.assertTrue(self.call(record._name, "read", record.ids, ["display_name"]))
        for record, vals in (
            (payment, {"memo": "x"}),
            (invoice, {"ref": "x"}),
            (self.customer, {"name": "x"}),
        ):
            for method, *args in (("write", vals), ("unlink",)):
                # What was issued about it is refused before the right is asked for.
                with self.subTest(record=record, method=method), self.assertRaises(UserError):
                    self.call(record._name, method, record.ids, *args)
        for method in ("action_correct", "action_return", "action_refund"):
            action = self.call("account.payment", method, payment.ids)
            with self.subTest(method=method), self.assertRaises(AccessError):
                self.call(action["res_model"], "create", {"payment_id": payment.id})
        with self.assertRaises(UserError):
            self.call("account.payment", "action_draft", payment.ids)

    def test_figures_statements_and_exports(self):
        names = ["amount_received", "amount_pending", "amount_to_use"]
        (figures,) = self.call("res.partner", "read", self.customer.ids, names)
        self.assertEqual([figures[name] for name in names], [150.0, 0.0, 50.0])
        request = self.call(
            "receivables.statement", "create", {"partner_ids": [Command.set(self.customer.ids)]}
        )
        (statement,) = self.call("receivables.statement", "get_statements", [request])
        self.assertEqual(statement["closing"], -50.0)
        events = self.call("receivables.allocation.event", "search_read", [], ["amount"])
        self.assertIn(100.0, [event["amount"] for event in events])
        export = {"date_from": "2026-01-01", "date_to": "2026-01-31", "format": "csv"}
        fields = self.env["receivables.payment.export"]._fields
        self.call(
            "receivables.payment.export",
            "create",
            {name: value for name, value in export.items() if name in fields},
        )
