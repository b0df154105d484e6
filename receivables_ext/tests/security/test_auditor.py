from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..common import ReceivablesCommon

# An export is a file that is made when it is asked for, and kept.
MAY_CREATE = {"receivables.payment.export"}


@tagged("post_install", "-at_install")
class TestAuditor(ReceivablesCommon):
    """An auditor reads everything with its history, exports it, and changes nothing."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.auditor = cls.person(
            "auditor", "base.group_user", "receivables_ext.group_receivables_auditor"
        )
        cls.docs = cls.book(
            "2026-01-01 invoice INV1 100.00 2026-01-31\n2026-01-05 payment PAY1 150.00"
        )
        cls.allocate()

    def audit(self, model, method, *args, **kwargs):
        return self.call(self.auditor, model, method, *args, **kwargs)

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
            self.assertTrue(self.audit(record._name, "read", record.ids, ["display_name"]))
        for record, vals in (
            (payment, {"memo": "x"}),
            (invoice, {"ref": "x"}),
            (self.customer, {"name": "x"}),
        ):
            for method, *args in (("write", vals), ("unlink",)):
                # What was issued about it is refused before the right is asked for.
                with self.subTest(record=record, method=method), self.assertRaises(UserError):
                    self.audit(record._name, method, record.ids, *args)
        for method in ("action_correct", "action_return", "action_refund"):
            action = self.audit("account.payment", method, payment.ids)
            with self.subTest(method=method), self.assertRaises(AccessError):
                self.audit(action["res_model"], "create", {"payment_id": payment.id})
        with self.assertRaises(UserError):
            self.audit("account.payment", "action_draft", payment.ids)

    def test_figures_statements_and_exports(self):
        names = ["amount_received", "amount_pending", "amount_to_use"]
        (figures,) = self.audit("res.partner", "read", self.customer.ids, names)
        self.assertEqual([figures[name] for name in names], [150.0, 0.0, 50.0])
        request = self.audit(
            "receivables.statement", "create", {"partner_ids": [Command.set(self.customer.ids)]}
        )
        (statement,) = self.audit("receivables.statement", "get_statements", [request])
        self.assertEqual(statement["closing"], -50.0)
        events = self.audit("receivables.allocation.event", "search_read", [], ["amount"])
        self.assertIn(100.0, [event["amount"] for event in events])
        export = {"date_from": "2026-01-01", "date_to": "2026-01-31", "format": "csv"}
        fields = self.env["receivables.payment.export"]._fields
        self.audit(
            "receivables.payment.export",
            "create",
            {name: value for name, value in export.items() if name in fields},
        )
