from odoo.exceptions import AccessError
from odoo.fields import Command, Date
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools.safe_eval import safe_eval

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestDialogs(ReceivablesCommon):
    """A dialog belongs to the user who opened it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk, cls.colleague = (
            cls.person(login, "base.group_user", "receivables_ext.group_receivables_user")
            for login in ("clerk", "colleague")
        )

    def test_every_dialog_of_the_module_has_its_rule(self):
        for name, model in self.env.registry.items():
            if not (name.startswith("receivables.") and model._transient and not model._abstract):
                continue
            with self.subTest(model=name):
                values = {"user": self.clerk, "company_ids": self.company.ids}
                domains = [
                    safe_eval(rule.domain_force, values)
                    for rule in self.env["ir.rule"].search(
                        [("model_id.model", "=", name), ("groups", "=", False)]
                    )
                ]
                own = ("create_uid", "=", self.clerk.id)
                # Without an operator, all conditions of a domain hold.
                self.assertTrue(any(own in domain and "|" not in domain for domain in domains))

    def test_every_dialog_checks_what_it_is_about(self):
        """But for two that show no field of what they name: they read it as their user."""
        others = {"receivables.statement", "receivables.installment.extract"}
        for name, model in self.env.registry.items():
            if name.startswith("receivables.") and model._transient and not model._abstract:
                with self.subTest(model=name):
                    is_checked = issubclass(model, self.env.registry["receivables.dialog"])
                    self.assertEqual(is_checked, name not in others)

    def test_a_dialog_is_not_about_what_its_user_may_not_read(self):
        """By its values, by the context, by a form that was never saved."""
        other = self.setup_other_company()["company"]
        theirs = (
            self.env["account.payment"]
            .with_company(other)
            .create(
                {
                    "partner_id": self.customer.id,
                    "amount": 77.0,
                    "payment_type": "inbound",
                    "partner_type": "customer",
                }
            )
        )
        theirs.action_post()
        spec = {"payment_id": {"fields": {"display_name": {}}}, "amount": {}, "partner_id": {}}
        for model, name in (
            ("receivables.return.payment", "payment_id"),
            ("receivables.correct.payment", "payment_id"),
            ("receivables.allocate", "payment_id"),
        ):
            Model = self.env[model]
            if name not in Model._fields:
                continue
            vals = {name: theirs.id}
            for method, args, context in (
                ("create", [vals], {}),
                ("create", [{}], {f"default_{name}": theirs.id}),
                ("default_get", [[name]], {f"default_{name}": theirs.id}),
                ("onchange", [[], vals, [name], spec], {}),
                ("onchange", [[], {}, [], spec], {f"default_{name}": theirs.id}),
            ):
                env = self.env(user=self.clerk, context={"allowed_company_ids": self.company.ids})
                with self.subTest(model=model, method=method), self.assertRaises(AccessError):
                    call_kw(env[model], method, args, {"context": {**env.context, **context}})

    def test_a_colleague_neither_reads_nor_changes_an_open_dialog(self):
        payment = self.book("2026-01-05 payment PAY1 150.00")["PAY1"]
        reason = self.env["receivables.return.reason"].search([], limit=1)
        values = {"payment_id": payment.id, "date": Date.today(), "reason_id": reason.id}
        model = "receivables.return.payment"
        dialog = self.call(self.clerk, model, "create", [values])
        self.assertTrue(self.call(self.clerk, model, "read", dialog, ["date"]))
        self.assertTrue(self.call(self.clerk, model, "write", dialog, {"note": "mine"}))
        for method, *args in (
            ("read", ["note"]),
            ("write", {"fees": 999.0}),
            ("unlink",),
            ("action_return",),
        ):
            with self.subTest(method=method), self.assertRaises(AccessError):
                self.call(self.colleague, model, method, dialog, *args)
        self.assertFalse(self.call(self.colleague, model, "search", []))

    def test_a_colleague_sees_no_request_for_a_statement(self):
        model = "receivables.statement"
        asked = {"partner_ids": [Command.set(self.customer.ids)]}
        request = self.call(self.clerk, model, "create", [asked])
        self.assertTrue(self.call(self.clerk, model, "get_statements", request))
        with self.assertRaises(AccessError):
            self.call(self.colleague, model, "get_statements", request)
