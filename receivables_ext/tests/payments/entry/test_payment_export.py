import base64
import csv
import io

import openpyxl

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import new_test_user, tagged

from ....models.payments.corrections import reversal
from ....models.payments.entry.export_row import export_domain, fetch_rows
from .payer_common import PayerCommon

PERIOD = {"date_from": "2026-01-01", "date_to": "2026-01-31"}


@tagged("post_install", "-at_install")
class TestPaymentExport(PayerCommon):
    """The payments of a period for the accountant: complete, repeatable, never rewritten."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Export = cls.env["receivables.payment.export"]
        cls.company.payment_correction_policy = "until_transferred"

    def _ledger(self):
        return self.book(
            """
            2025-12-31  payment  BEFORE  1.00
            2026-01-31  payment  LAST   30.00
            2026-01-01  payment  FIRST  20.50
            2026-01-15  draft    DRAFT   9.00
            2026-02-01  payment  AFTER   1.00
            """
        )

    def _export(self, **values):
        return self.Export.create({**PERIOD, "format": "csv", **values})

    def _rows(self, export):
        text = base64.b64decode(export.file).decode("utf-8-sig")
        return [*csv.DictReader(io.StringIO(text), delimiter=";")]

    def _user(self, login, group, company=None, **values):
        company = company or self.company
        return new_test_user(
            self.env,
            login,
            groups=f"base.group_user,{group}",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            **values,
        )

    # === Content === #

    def test_the_registered_payments_of_the_period_by_date(self):
        docs = self._ledger()
        export = self._export()
        rows = self._rows(export)
        self.assertEqual([row["Reference"] for row in rows], ["FIRST", "LAST"])
        self.assertEqual((export.payment_count, export.amount_total), (2, 50.5))
        self.assertEqual(export.payment_ids, docs["FIRST"] + docs["LAST"])
        first = docs["FIRST"]
        self.assertEqual(
            rows[0],
            {
                "Number": first.name,
                "Date": "2026-01-01",
                "Received on": rows[0]["Received on"],
                "Customer code": "411ACME",
                "Customer": "ACME",
                "Paid by": "",
                "Payment method": first.payment_method_line_id.name,
                "Journal": self.journal.code,
                "Reference": "FIRST",
                "Status": "Registered",
                "Journal entry": first.move_id.name,
                "Receivable account": self.receivable(first).account_id.code,
                "Bank account": first.outstanding_account_id.code,
                "Currency": "USD",
                "Deductions": "0.00",
                "Amount": "20.50",
                "Amount in USD": "20.50",
            },
        )

    def test_reversed_payments_stay_and_say_so(self):
        docs = self._ledger()
        reversal.reverse_payment(docs["FIRST"], "2026-02-10", "x", False)
        docs["LAST"].action_cancel()
        [row] = self._rows(self._export())
        self.assertEqual((row["Reference"], row["Status"]), ("FIRST", "Reversed"))

    def test_refunds_are_below_zero(self):
        self._ledger()
        self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": 5.0,
                "date": "2026-01-20",
                "journal_id": self.journal.id,
            }
        ).action_post()
        export = self._export()
        self.assertEqual(
            [row["Amount in USD"] for row in self._rows(export)], ["20.50", "-5.00", "30.00"]
        )
        self.assertEqual(export.amount_total, 45.5)

    def test_a_third_party_and_another_currency(self):
        currency = self.setup_other_currency("JPY", rates=[("2026-01-01", 160.0)], rounding=1.0)
        account = self.company_data["default_account_receivable"].copy({"code": "999411"})
        self.other_customer.property_account_receivable_id = account
        docs = self.book("2026-01-01 invoice INV2 800", self.other_customer, currency)
        payment = self._pay(1600.0, {docs["INV2"]: 800.0}, currency, date="2026-01-20")
        payment.action_post()
        [row] = self._rows(self._export())
        own = self.company_data["default_account_receivable"].code
        self.assertEqual(row["Receivable account"], f"{own} 999411")
        self.assertEqual(
            [row[name] for name in ("Paid by", "Currency", "Amount", "Amount in USD")],
            ["Holding", "JPY", "1600", "10.00"],
        )

    def test_no_text_is_a_formula(self):
        self.customer.write({"name": '=HYPERLINK("http://x";"y")', "ref": "+33 1"})
        self.book("2026-01-05 payment @SUM(1) 10.00")
        [row] = self._rows(self._export())
        self.assertEqual(row["Customer"], '\'=HYPERLINK("http://x";"y")')
        self.assertEqual((row["Customer code"], row["Reference"]), ("'+33 1", "'@SUM(1)"))
        sheet = self._sheet(self._export(format="xlsx"))
        cells = [cell for row in sheet.iter_rows(max_row=2) for cell in row]
        self.assertNotIn("f", [cell.data_type for cell in cells])

    def _sheet(self, export):
        return openpyxl.load_workbook(io.BytesIO(base64.b64decode(export.file))).active

    def test_a_sheet_has_real_numbers_and_a_sum(self):
        self._ledger()
        export = self._export(format="xlsx")
        rows = [*self._sheet(export).values]
        self.assertEqual([row[-1] for row in rows[1:]], [20.5, 30, "=SUM(Q2:Q3)"])
        self.assertEqual(rows[1][1].date().isoformat(), "2026-01-01")
        self.assertEqual(rows[0][0], "Number")

    # === Repeatable === #

    def test_the_same_period_twice_is_the_same_file(self):
        self._ledger()
        for file_format in ("csv", "xlsx"):
            first = self._export(format=file_format)
            user = self._user(
                f"accountant_{file_format}", "account.group_account_readonly", tz="Asia/Tokyo"
            )
            again = self.Export.with_user(user).create({**PERIOD, "format": file_format})
            self.assertEqual(first.file, again.sudo().file, file_format)
            self.assertEqual(first.sha256, again.sha256)
            self.assertEqual(len(first.sha256), 64)

    def test_exported_payments_are_marked(self):
        docs = self._ledger()
        export = self._export()
        self.assertEqual(docs["FIRST"].export_ids, export)
        self.assertFalse(docs["AFTER"].export_ids)
        Payment = self.env["account.payment"]
        mine = ("id", "in", [doc.id for doc in docs.values()])
        found = Payment.search([mine, ("export_ids", "!=", False)])
        self.assertEqual(found, docs["FIRST"] + docs["LAST"])
        self.assertFalse(docs["FIRST"].copy().export_ids)
        with self.assertRaisesRegex(UserError, "it was exported to accounting"):
            docs["FIRST"].unlink()

    def test_nothing_changes_or_disappears(self):
        self._ledger()
        export = self._export().sudo()
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            export.write({"date_to": "2026-02-01"})
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            export.unlink()

    def test_what_a_client_sends_for_the_result_is_ignored(self):
        docs = self._ledger()
        export = self._export(
            file=base64.b64encode(b"mine"),
            sha256="mine",
            payment_ids=[Command.set(docs["AFTER"].ids)],
        )
        self.assertEqual(len(self._rows(export)), 2)
        self.assertNotIn(docs["AFTER"], export.payment_ids)
        self.assertEqual(len(export.sha256), 64)

    # === Refusals and roles === #

    def test_a_period_that_ends_before_it_begins(self):
        with self.assertRaisesRegex(ValidationError, "ends before it begins"):
            self._export(date_to="2025-01-01")

    def test_nothing_to_export(self):
        self._ledger()
        with self.assertRaisesRegex(UserError, "No customer payment was registered"):
            self._export(date_from="2020-01-01", date_to="2020-01-31")
        self.assertFalse(self.Export.search([("date_from", "=", "2020-01-01")]))

    def test_roles(self):
        self._ledger()

        def create(user):
            env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
            [export_id] = call_kw(env[self.Export._name], "create", [[PERIOD]], {})
            return self.Export.browse(export_id)

        for group, allowed in (
            ("account.group_account_invoice", True),
            ("account.group_account_readonly", True),
            ("receivables_ext.group_receivables_user", False),
            ("sales_team.group_sale_salesman", False),
        ):
            user = self._user(group, group)
            if not allowed:
                with self.assertRaises(AccessError):
                    create(user)
                continue
            export = create(user)
            action = call_kw(export.with_user(user), "action_export", [export.ids], {})
            self.assertIn(export.filename, action["url"])
            self.assertTrue(export.with_user(user).file)

    def test_another_company_sees_nothing(self):
        self._ledger()
        elsewhere = self.setup_other_company()["company"]
        user = self._user("elsewhere", "account.group_account_invoice", elsewhere)
        self.assertFalse(self.Export.with_user(user).search([("id", "=", self._export().id)]))
        with self.assertRaisesRegex(UserError, "No customer payment"):
            self.Export.with_user(user).create(PERIOD)

    def test_many_payments_cost_as_many_queries_as_one(self):
        self._ledger()
        counts = []
        for date_to in ("2026-01-31", "2026-01-02", "2026-01-31"):
            self.env.invalidate_all()
            counts.append(-self.cr.sql_log_count)
            fetch_rows(self.env, export_domain(self.company, "2026-01-01", date_to))
            counts[-1] += self.cr.sql_log_count
        self.assertTrue(counts[1] == counts[2] <= 6, counts)
