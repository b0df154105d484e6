import copy

from odoo import fields
from odoo.fields import Command
from odoo.tests import Form, tagged

from ..common import ReceivablesCommon

# Shown by these forms, changed by their buttons only.
READ_ONLY = {
    "receivables.receipt",
    "receivables.revision",
    "receivables.statement.copy",
    "receivables.statement.mailing",
}


@tagged("post_install", "-at_install")
class TestHalfFilledForms(ReceivablesCommon):
    """A form in which something was emptied goes on working: what is missing is asked on saving."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.duplicate_days = 3
        cls.env.user.group_ids += cls.env.ref("sales_team.group_sale_salesman")
        docs = cls.book("""
            2026-01-01  invoice      INV1  1000.00  2026-01-31=50,2026-02-28=50
            2026-01-02  invoice      INV2   600.00  2026-02-28
            2026-01-05  payment      PAY    800.00
            2026-01-06  payment      USED   200.00
            2026-01-07  credit_note  CN     100.00
            2026-01-07  draft        DRAFT  300.00
            2026-01-08  draft        LATER  300.00
        """)
        cls.docs = docs
        cls.service.apply([cls.row(docs["INV2"], docs["USED"], 200)])
        docs["LATER"].write({"date": fields.Date.add(fields.Date.today(), days=30)})
        docs["LATER"].action_schedule()
        cls.walk_in = cls.env["res.partner"].create({"name": "Stranger", "is_walk_in": True})
        cls.sale = cls.book("2026-01-01 invoice SALE 45 2026-01-01", cls.walk_in)["SALE"]
        cls.sale.walk_in_name = "Jeanne Petit"

    def awaited_certificate(self):
        kind = self.env["receivables.deduction.kind"].create(
            {
                "name": "Tax withheld",
                "account_id": self.company_data["default_account_expense"].id,
                "needs_number": True,
                "may_follow": True,
            }
        )
        payment = self.book("2026-01-09 draft KEPT 95")["KEPT"]
        payment.deduction_ids = [Command.create({"kind_id": kind.id, "amount": 5.0})]
        payment.action_post()
        return payment.deduction_ids

    def previewed_bank_lines(self):
        dialog = self.env["receivables.import.bank.lines"].create(
            {"journal_id": self.journal.id, "pasted": "05/01/2026 TRANSFER ACME 1,200.50"}
        )
        dialog.action_preview()
        return dialog

    def open(self, action):
        """The form that ``action`` opens."""
        model = self.env[action["res_model"]].with_context(**action.get("context", {}))
        view = next((view for view, kind in action.get("views", []) if kind == "form"), None)
        return Form(model.browse(action.get("res_id")), view or action.get("view_id"))

    def forms(self):
        """Each form of ours and each one that we extend, filled: ``(name, function)``."""
        docs, env = self.docs, self.env
        event = env["receivables.allocation.event"].search(
            [("partner_id", "=", self.customer.id)], limit=1
        )
        env["receivables.installment"].invalidate_model()
        installments = env["receivables.installment"].search([("move_id", "=", docs["INV1"].id)])
        statement = env["receivables.statement"].create({"partner_ids": self.customer.ids})
        both = docs["INV1"] + docs["INV2"]
        means = env["receivables.payment.means"].search([], limit=1)
        station = env["receivables.station"].create({"code": "LYON", "name": "Shop"})
        today = fields.Date.today()
        yield "new payment", lambda: self.payment_form(amount=700.0)
        agreement = docs["INV2"].action_agree_anew()
        yield "agreement", lambda: self.open(agreement)
        for dialog in ("receivables.end.agreement", "receivables.accept.agreement"):
            asked = env[dialog].with_context(default_agreement_id=agreement["res_id"])
            yield dialog, lambda asked=asked: Form(asked)
        yield "draft payment", lambda: self.record_form(docs["DRAFT"])
        yield "scheduled payment", lambda: self.record_form(docs["LATER"])
        yield "registered payment", lambda: self.record_form(docs["PAY"])
        yield (
            "payment of a third party",
            lambda: self.payment_form(amount=700.0, payer_id=self.other_customer),
        )
        yield "certificate awaited", lambda: Form(self.awaited_certificate())
        yield "kind of deduction", lambda: Form(self.awaited_certificate().kind_id)
        yield "invoice", lambda: self.record_form(docs["INV1"])
        yield "new invoice", lambda: self.new_invoice(self.customer)
        yield "new invoice of a stranger", lambda: self.new_invoice(self.walk_in)
        yield "payment dialog", lambda: self.payment_dialog(docs["INV1"])
        yield "payment dialog of two invoices", lambda: self.payment_dialog(both)
        yield "customer", lambda: Form(self.customer, "account.view_partner_property_form")
        yield "user", lambda: Form(env.user, "base.view_users_form_simple_modif")
        yield "settings", lambda: Form(env["res.config.settings"])
        yield "means", lambda: Form(means)
        yield "station", lambda: Form(station)
        yield "pile of payments", lambda: Form(env["receivables.payment.pile"].create({}))
        slip = env["receivables.remittance"].create({})
        yield "remittance", lambda: Form(slip)
        for dialog in ("receivables.undo.remittance", "receivables.remittance.credit"):
            yield (
                dialog,
                lambda dialog=dialog: Form(env[dialog].with_context(default_remittance_id=slip.id)),
            )
        yield "import of bank lines", lambda: Form(self.previewed_bank_lines())
        yield "cash term", lambda: Form(env.ref("receivables_ext.payment_term_cash"))
        yield "use credits", lambda: self.open(docs["INV1"].action_choose_credits())
        yield "use a credit note", lambda: self.open(docs["CN"].action_use_credit())
        yield "allocate selected", lambda: self.open(installments.action_allocate_credits())
        yield "correct", lambda: self.open(docs["PAY"].action_correct())
        yield "return", lambda: self.open(docs["PAY"].action_return())
        yield "refund", lambda: self.open(docs["PAY"].action_refund())
        yield "settled outside", lambda: self.open(docs["INV1"].action_mark_settled_outside())
        yield "modify", lambda: self.open(self.sale.action_modify())
        yield "credit and replace", lambda: self.open(docs["INV1"].action_credit_and_replace())
        yield "quotation", lambda: self.quotation(self.customer)
        yield "removal", lambda: self.open(event.action_remove())
        yield "note", lambda: self.open(installments.action_note())
        yield "promise", lambda: self.open(installments.action_promise())
        yield "walk-in", lambda: self.open(self.sale.action_convert_walk_in())
        yield "send a statement", lambda: self.open(statement.action_send())
        several = env["receivables.statement"].create(
            {"partner_ids": (self.customer + self.other_customer).ids}
        )
        yield "send statements", lambda: self.open(several.action_send())
        yield (
            "export of payments",
            lambda: self.open(
                {"res_model": "receivables.payment.export", "context": {"default_date_to": today}}
            ),
        )
        yield "export of receipts", lambda: Form(env["receivables.receipt.export"])

    def record_form(self, record):
        views = {
            "account.payment": "account.view_account_payment_form",
            "account.move": "account.view_move_form",
        }
        return Form(
            record.with_context(default_payment_type="inbound", default_partner_type="customer")
            if record._name == "account.payment"
            else record,
            views[record._name],
        )

    def new_invoice(self, customer):
        form = Form(self.env["account.move"].with_context(default_move_type="out_invoice"))
        form.partner_id = customer
        with form.invoice_line_ids.new() as line:
            line.name, line.price_unit = "Work", 100.0
        return form

    def quotation(self, customer):
        form = Form(self.env["sale.order"])
        form.partner_id = customer
        form.deposit_basis = "percentage"
        form.deposit_percentage = 30.0
        return form

    def test_each_field_emptied_alone(self):
        tried = set()
        for name, opened in self.forms():
            form = opened()
            tried.add(form._record._name)
            filled = form._values
            for field in self.editable(form):
                object.__setattr__(form, "_values", copy.deepcopy(filled))
                with self.subTest(form=name, field=field):
                    self.empty(form, field)
        views = self.env["ir.model.data"].search(
            [("module", "=", "receivables_ext"), ("model", "=", "ir.ui.view")]
        )
        ours = self.env["ir.ui.view"].browse(views.mapped("res_id"))
        models = set(ours.filtered(lambda view: view.type == "form").mapped("model"))
        self.assertEqual(models - tried, READ_ONLY, "Each form of ours is tried")

    def test_one_field_after_the_other(self):
        for form in (self.payment_form(amount=700.0), self.payment_dialog(self.docs["INV1"])):
            for field in form._view["fields"]:
                if field in self.editable(form):
                    with self.subTest(form=form._record._name, field=field):
                        self.empty(form, field)

    def editable(self, form):
        """Fields that a person can empty; a required choice has no empty one."""
        return [
            name
            for name, info in form._view["fields"].items()
            if name != "id"
            and not form._get_modifier(name, "readonly")
            and not form._get_modifier(name, "invisible")
            and not (info["type"] == "selection" and form._get_modifier(name, "required"))
        ]

    def empty(self, form, name):
        """Clear a field as a person would, or each column of its first line and then the lines."""
        kind = form._view["fields"][name]["type"]
        if kind == "one2many":
            self.empty_lines(form, name)
        elif kind == "many2many":
            form[name].clear()
        elif kind == "many2one":
            form[name] = form[name].browse()
        else:
            form[name] = False if kind not in ("integer", "float", "monetary") else 0

    def empty_lines(self, form, name):
        view = form._view["fields"][name]["edition_view"]
        values = copy.deepcopy(form._values)
        for column in view["fields"] if len(form[name]) else ():
            object.__setattr__(form, "_values", copy.deepcopy(values))
            line = form[name].edit(0)
            view["contexts"].pop(column, None)  # may name what only a browser knows
            if column in self.editable(line):
                with self.subTest(column=column):
                    self.empty(line, column)
                    form._perform_onchange(name)
        while len(form[name]):
            form[name].remove(0)
