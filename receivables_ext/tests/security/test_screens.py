import json

from odoo import fields
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools.misc import file_open

from ..common import ReceivablesCommon

MEASURE = "receivables_ext/static/tests/screens/measure.js"
PAYMENTS = [
    "date",
    "name",
    "payment_method_line_id",
    "instrument_number",
    "partner_id",
    "amount_company_currency_signed",
    "unallocated_amount",
    "allocation_state",
    "collection_state",
]


@tagged("post_install", "-at_install")
class TestScreens(ReceivablesCommon, HttpCase):
    """At 1366 pixels, in both languages: lines can be told apart, and each button has a name."""

    browser_size = "1366x768"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        modules = cls.env["ir.module.module"].search([("state", "=", "installed")])
        modules._update_translations(["fr_FR"])
        cls.customer.name = "Imprimerie des Tilleuls"
        cls.env["receivables.station"].create({"code": "LYON", "name": "Shop of Lyon"})
        day = fields.Date.add(fields.Date.today(), days=-3)
        docs = cls.book(f"""
            2025-05-12  invoice      INV1   1500.00  2025-12-28
            2026-01-02  invoice      INV2  12600.00  {day}
            2026-01-05  draft        PAY    1800.00
            2026-01-06  payment      USED   1200.00
            2026-01-07  draft        DRAFT   300.00
            2026-01-08  draft        LATER 12300.00
        """)
        cls.docs = docs
        cheque = {"instrument_number": "0045512", "instrument_bank": "BNP"}
        (docs["PAY"] + docs["DRAFT"]).instrument_number = "0045512"
        docs["LATER"].write({**cheque, "date": fields.Date.add(fields.Date.today(), days=30)})
        docs["LATER"].action_schedule()
        docs["PAY"].action_post()
        cls.service.apply([cls.row(docs["INV2"], docs["USED"], 1200)])
        cls.service.apply([cls.row(docs["INV1"], docs["PAY"], 300)])
        cls._take_back()
        cls.user = new_test_user(
            cls.env,
            "reader",
            groups="base.group_user,account.group_account_manager,base.group_multi_currency,"
            "receivables_ext.group_receivables_manager,receivables_ext.group_stations",
            company_id=cls.company.id,
            company_ids=[cls.company.id],
        )

    @classmethod
    def _take_back(cls):
        """One payment that the bank returned, and one corrected."""
        docs = cls.book("2026-01-09 payment BACK 420\n2026-01-10 payment WRONG 12100")
        action = docs["BACK"].action_return()
        returned = cls.env[action["res_model"]].with_context(**action["context"])
        reason = cls.env.ref("receivables_ext.return_reason_chq1")
        values = {"reason_id": reason.id, "fees": 15.0, "fees_charged": True}
        returned.create(values).action_return()
        action = docs["WRONG"].action_correct()
        correction = cls.env[action["res_model"]].with_context(**action["context"])
        correction.create({"reason": "Le chèque est de 1 210, non de 12 100"}).action_correct()

    def screens(self):
        payment = {
            "type": "ir.actions.act_window",
            "res_model": "account.payment",
            "views": [[self.env.ref("account.view_account_payment_form").id, "form"]],
            "context": {"default_payment_type": "inbound", "default_partner_type": "customer"},
        }
        return [
            {
                "name": "payments",
                "action": "account.action_account_payments",
                "columns": PAYMENTS,
            },
            {
                "name": "invoices",
                "action": "account.action_move_out_invoice",
                "columns": [
                    "name",
                    "invoice_partner_display_name",
                    "amount_total_in_currency_signed",
                ],
            },
            {
                "name": "where invoices stand",
                "action": {
                    "type": "ir.actions.act_window",
                    "res_model": "account.move",
                    "views": [
                        [self.env.ref("receivables_ext.view_where_invoices_stand_list").id, "list"]
                    ],
                    "domain": [("move_type", "=", "out_invoice")],
                },
                "columns": [
                    "name",
                    "partner_id",
                    "next_due_date",
                    "amount_total_signed",
                    "amount_residual_signed",
                    "lifecycle_label",
                ],
            },
            {
                "name": "schedule",
                "action": "receivables_ext.action_installments",
                "columns": [
                    "document",
                    "partner_id",
                    "date_expected",
                    "date_due",
                    "amount",
                    "amount_to_collect",
                    "settled",
                ],
            },
            {
                "name": "receipts",
                "action": "receivables_ext.action_receipts",
                "columns": ["kind", "move_id", "partner_id", "amount_paid", "state"],
            },
            {
                "name": "corrections",
                "action": "receivables_ext.action_payment_corrections",
                "columns": ["create_date", "payment_id", "partner_id", "amount", "act", "state"],
            },
            {
                "name": "returned",
                "action": "receivables_ext.action_payment_returns",
                "columns": ["date", "payment_id", "partner_id", "reason_id", "fees"],
            },
            {
                "name": "statement",
                "action": {
                    "type": "ir.actions.client",
                    "tag": "receivables_ext.statement",
                    "params": {"partner_ids": self.customer.ids},
                },
                "ready": ".o_receivables_table .o_line",
                "table": ".o_receivables_scroller",
            },
            {
                "name": "draft",
                "action": {**payment, "res_id": self.docs["DRAFT"].id},
                "view": "form",
            },
            {
                "name": "payment",
                "action": {**payment, "res_id": self.docs["PAY"].id},
                "view": "form",
            },
            {"name": "new payment", "action": payment, "view": "form"},
        ]

    def test_each_line_can_be_read_and_each_button_has_a_name(self):
        with file_open(MEASURE) as file:
            code = (
                f"(async () => {{const SCREENS = {json.dumps(self.screens())};\n{file.read()}}})()"
            )
        code += ".catch((error) => console.error(error.stack))"
        for lang in ("en_US", "fr_FR"):
            with self.subTest(lang=lang):
                self.user.lang = lang
                self.browser_js(
                    "/odoo",
                    code,
                    ready="Boolean(document.querySelector('.o_action_manager > *'))",
                    login=self.user.login,
                )
