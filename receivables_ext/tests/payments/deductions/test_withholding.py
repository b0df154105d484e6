from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged

from ....models.checks.identity import find_disagreements
from ..discount.discount_common import DiscountCommon

CLERK = "receivables_ext.group_receivables_user"


@tagged("-standard", "withholding", "post_install", "-at_install")
@freeze_time("2026-03-05")
class TestWithholding(DiscountCommon):
    """Core's withholding lines are deductions, where its module is installed.

    Elsewhere these tests cannot run: ``dev/run neighbours withholding`` does it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.claim = cls.company_data["default_account_assets"].copy({"code": "447W", "name": "W"})
        cls.base = cls.company_data["default_account_assets"].copy({"code": "447B", "name": "B"})
        cls.company.withholding_tax_base_account_id = cls.base
        # Else core's dialog asks for one with each tax withheld.
        outstanding = cls.env["account.payment"]._get_outstanding_account("inbound")
        cls.journal.inbound_payment_method_line_ids.payment_account_id = outstanding
        tags = cls.env["account.account.tag"].create(
            [{"name": name, "applicability": "taxes"} for name in ("WH base", "WH tax")]
        )
        lines = [
            Command.create({"repartition_type": "base", "tag_ids": tags[0].ids}),
            Command.create(
                {
                    "repartition_type": "tax",
                    "account_id": cls.claim.id,
                    "tag_ids": tags[1].ids,
                }
            ),
        ]
        cls.tax = cls.env["account.tax"].create(
            {
                "name": "Withheld 5 %",
                "type_tax_use": "sale",
                "amount": -5.0,
                "is_withholding_tax_on_payment": True,
                "price_include_override": "tax_excluded",
                "invoice_repartition_line_ids": lines,
                "refund_repartition_line_ids": [
                    Command.create({"repartition_type": "base"}),
                    Command.create({"repartition_type": "tax"}),
                ],
            }
        )

    def dialog(self, base=1000.0, number="C-17", **values):
        context = {"active_model": "account.move", "active_ids": self.invoice.ids}
        form = Form(self.env["account.payment.register"].with_context(**context))
        for name, value in values.items():
            form[name] = value
        if base:
            form.should_withhold_tax = True
            with form.withholding_line_ids.new() as line:
                line.tax_id = self.tax
                line.name = number
                line.base_amount = base
        return form.save()

    def withhold(self, **values):
        payment = self.dialog(**values)._create_payments()
        self.end_of_transaction()
        return payment

    def facts(self):
        """Its account, and what the tax return is told: base and tax."""
        lines = self.env["account.move.line"].search([("parent_state", "=", "posted")])
        tagged = {
            tag.name: -sum(own.mapped("balance")) if tag.name == "WH base" else None
            for tag, own in lines.grouped("tax_tag_ids").items()
            if tag
        }
        return self.cost_of(self.claim), self.cost_of(self.base), tagged.get("WH base", 0.0)

    def assertAgreed(self):
        self.env.flush_all()
        self.assertFalse(find_disagreements(self.env, self.customer.ids))

    def test_the_payment_is_the_money(self):
        payment = self.withhold()
        self.assertEqual(self.invoice.lifecycle_status, "paid")
        self.assertEqual((payment.amount, payment.beyond_amount), (950.0, 50.0))
        self.assertEqual((payment.allocated_amount, payment.unallocated_amount), (1000.0, 0.0))
        self.assertEqual(self.facts(), (50.0, 0.0, 1000.0))
        self.assertFigures(950.0, 0.0, 0.0)
        self.assertEqual(payment.refundable_amount, 950.0)
        deduction = payment.deduction_ids
        self.assertEqual((deduction.number, deduction.base_amount), ("C-17", 1000.0))
        self.assertEqual(deduction.kind_id.name, "Withheld 5 %")
        self.assertAgreed()

    def test_documents_name_it(self):
        self.withhold()
        statement = self.env["receivables.statement"].create(
            {
                "partner_ids": [Command.set(self.customer.ids)],
                "date_from": "2026-03-01",
                "date_to": "2026-03-31",
            }
        )
        said = statement.get_statements()[0]["lines"][-1]["description"]
        self.assertIn("Withheld 5 % C-17", said)
        self.assertIn("950.00", said)

    def test_a_part_is_paid(self):
        payment = self.withhold(amount=400.0, base=400.0)
        self.assertEqual((payment.amount, payment.beyond_amount), (380.0, 20.0))
        self.assertResiduals({"INV1": self.invoice}, INV1=600.0)
        self.assertFigures(380.0, 600.0, 0.0)
        self.assertEqual(self.facts(), (20.0, 0.0, 400.0))

    def test_what_undoes_it_takes_base_and_tax_back(self):
        payment = self.withhold()
        again = self.correct(payment)
        self.assertEqual(self.facts(), (0.0, 0.0, 0.0))
        again.action_post()
        self.end_of_transaction()
        self.assertEqual(self.facts(), (50.0, 0.0, 1000.0))
        self.refund(again, 475.0)
        self.assertEqual(self.facts(), (25.0, 0.0, 500.0))
        self.assertResiduals({"INV1": self.invoice}, INV1=500.0)
        self.refund(again, 475.0)
        self.assertEqual(self.facts(), (0.0, 0.0, 0.0))
        self.assertFigures(0.0, 1000.0, 0.0)
        self.assertAgreed()

    def test_on_the_form_it_is_a_deduction_like_another(self):
        kind = self.withhold(amount=100.0, base=100.0).deduction_ids.kind_id
        form = self.payment_form(amount=855.0, journal_id=self.journal)
        with form.deduction_ids.new() as deduction:
            deduction.kind_id = kind
            deduction.amount = 45.0
            deduction.number = "C-18"
            self.assertEqual(deduction.base_amount, 900.0)
        payment = form.save()
        payment.action_post()
        self.end_of_transaction()
        self.assertEqual(self.facts(), (50.0, 0.0, 1000.0))
        self.assertEqual(self.invoice.lifecycle_status, "paid")

    def test_scheduled_it_is_planned(self):
        self.dialog(payment_date="2026-03-20").action_create_payments()
        payment = self.env["account.payment"].search([], order="id desc", limit=1)
        self.assertEqual((payment.collection_state, payment.amount), ("scheduled", 950.0))
        self.assertEqual((payment.beyond_amount, payment.credit_left_amount), (50.0, 0.0))

    def test_what_would_be_booked_twice_is_refused(self):
        lost = {"writeoff_account_id": self.loss}
        with self.assertRaises(UserError) as caught:
            self.withhold(amount=990.0, payment_difference_handling="reconcile", **lost)
        self.assertIn("among the deductions", str(caught.exception))
        draft = self.draft(1000.0, self.invoice)
        draft.withholding_line_ids = [
            Command.create({"tax_id": self.tax.id, "base_amount": 1000.0, "name": "C-19"})
        ]
        with self.assertRaises(UserError) as caught:
            draft.action_post()
        self.assertIn("is one of the deductions", str(caught.exception))

    def test_without_its_number_it_is_refused(self):
        self.tax.withholding_sequence_id = self.env["ir.sequence"].create({"name": "WH"})
        payment = self.withhold(number=False, amount=100.0, base=100.0)
        self.assertEqual(payment.deduction_ids.number, "1")
        with self.assertRaises(UserError):
            payment.deduction_ids.base_amount = 1.0

    def test_more_than_is_paid_is_refused_when_it_is_registered(self):
        dialog = self.dialog(amount=40.0, base=1000.0)
        self.assertFalse(dialog.similar_payment_ids)
        with self.assertRaises(UserError) as caught:
            dialog._create_payments()
        self.assertIn("cannot be negative", str(caught.exception))

    def test_money_given_back_has_none(self):
        note = self.book("2026-03-02 credit_note RINV 100.00")["RINV"]
        context = {"active_model": "account.move", "active_ids": note.ids}
        form = Form(self.env["account.payment.register"].with_context(**context))
        form.should_withhold_tax = True
        with form.withholding_line_ids.new() as line:
            line.tax_id = self.tax
            line.name = "C-20"
            line.base_amount = 100.0
        with self.assertRaises(UserError) as caught:
            form.save()._create_payments()
        self.assertIn("given back", str(caught.exception))

    def test_a_clerk_pays_without_it(self):
        self.invoice.button_draft()
        self.invoice.invoice_line_ids.tax_ids = self.tax
        self.invoice.action_post()
        clerk = self.person("withholding_clerk", CLERK)
        Dialog = "account.payment.register"
        context = {"active_model": "account.move", "active_ids": self.invoice.ids}
        spec = {
            "amount": {},
            "line_ids": {},
            "should_withhold_tax": {},
            "withholding_line_ids": {"fields": {"amount": {}}},
        }
        self.call(clerk, Dialog, "get_views", [[False, "form"]], context=context)
        found = self.call(clerk, Dialog, "onchange", [], {}, [], spec, context=context)
        values = {"line_ids": found["value"]["line_ids"]}
        dialog = self.call(clerk, Dialog, "web_save", [], values, spec, context=context)
        self.call(clerk, Dialog, "action_create_payments", [dialog[0]["id"]], context=context)
        payment = self.invoice.matched_payment_ids
        self.assertEqual((payment.amount, payment.beyond_amount), (1000.0, 0.0))
        self.assertEqual(self.invoice.lifecycle_status, "paid")
