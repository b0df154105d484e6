from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .import_common import CARD, FEE, VIR, ImportCommon, table


@tagged("post_install", "-at_install")
class TestBankImport(ImportCommon):
    """What a bank says is shown first; what is accepted becomes core's lines, each once."""

    def test_nothing_is_entered_before_the_preview_is_accepted(self):
        dialog = self.preview(table(VIR, FEE))
        self.assertFalse(self.kept())
        self.assertEqual(
            self.states(dialog),
            [("TRANSFER ACME", "new", True), ("ACCOUNT FEE", "out", False)],
        )
        self.assertRecordValues(
            dialog, [{"taken_number": 1, "taken_amount": 1200.5, "out_number": 1}]
        )
        answer = self.accept(dialog)
        self.assertEqual(answer["params"]["message"], "Bank lines imported: 1.")
        self.assertKept(("2026-01-05", 1200.5, "TRANSFER ACME"))
        self.assertFalse(self.kept().statement_id)
        self.assertEqual(self.kept().state, "posted")

    def test_what_the_bank_says_of_the_payer_is_kept(self):
        self.import_file(self.sample("camt053_v02.xml"))
        first = self.kept()[0]
        self.assertRecordValues(
            first,
            [
                {
                    "partner_name": "Menuiserie Bois & Cie",
                    "account_number": "FR1420041010050500013M02606",
                    "ref": "RF18539007547034",
                    "create_uid": self.clerk.id,
                    "company_id": self.company.id,
                    "is_reconciled": False,
                }
            ],
        )
        self.assertEqual(first.transaction_details["bank_id"], "BANK-0001")
        self.assertEqual(first.transaction_details["value_day"], "2026-01-06")

    def test_every_format_enters_the_lines_that_come_in(self):
        for name, count in (
            ("camt053_v02.xml", 3),
            ("camt053_v08.xml", 1),
            ("camt054_v08.xml", 1),
            ("cfonb120.txt", 1),
            ("ofx_sgml.ofx", 1),
            ("ofx_xml.ofx", 1),
            ("csv_french.csv", 1),
            ("csv_english.csv", 1),
        ):
            with self.subTest(name):
                journal = self.journal.copy({"bank_account_id": self.journal.bank_account_id.id})
                before = len(self.env["account.bank.statement.line"].search([]))
                self.import_file(self.sample(name), journal_id=journal.id)
                after = len(self.env["account.bank.statement.line"].search([]))
                self.assertEqual(after - before, count)

    def test_pasted_lines_are_entered_and_the_others_are_listed(self):
        dialog = self.preview(pasted="05/01/2026 TRANSFER ACME 1,200.50\nGood morning\n")
        self.assertEqual(
            self.states(dialog),
            [("TRANSFER ACME", "new", True), ("No day: Good morning", "unread", False)],
        )
        self.assertTrue(dialog.is_unchecked)
        self.accept(dialog)
        self.assertKept(("2026-01-05", 1200.5, "TRANSFER ACME"))

    # === Twice === #

    def test_the_same_file_twice_enters_nothing(self):
        for content in (table(CARD, FEE), self.sample("camt053_v02.xml")):
            self.import_file(content)
            before = self.kept()
            dialog = self.preview(content)
            self.assertEqual(set(dialog.row_ids.mapped("state")), {"there", "out"})
            with self.assertRaisesRegex(UserError, "already there"):
                self.accept(dialog)
            self.assertEqual(self.kept(), before)

    def test_overlapping_periods_enter_what_is_new_and_count_twins(self):
        self.import_file(table(VIR, CARD))
        self.import_file(table(VIR, CARD, CARD, ("07/01/2026", "LATER", "5.00")))
        self.assertEqual([line.amount for line in self.kept()], [1200.5, 80.0, 80.0, 5.0])

    def test_a_twin_that_was_left_out_comes_later(self):
        dialog = self.preview(table(CARD, CARD))
        dialog.row_ids[0].taken = False
        self.accept(dialog)
        dialog = self.preview(table(CARD, CARD))
        self.assertEqual([state for _label, state, _taken in self.states(dialog)], ["new", "there"])

    def test_lines_of_other_programmes_are_used_as_they_are(self):
        self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-01-05",
                "amount": 1200.5,
                "payment_ref": "Transfer - Acme",
            }
        )
        dialog = self.preview(table(VIR, VIR))
        self.assertEqual([row.state for row in dialog.row_ids], ["there", "new"])

    def test_another_label_of_the_same_day_and_amount_is_asked_for(self):
        self.import_file(table(VIR))
        dialog = self.preview(pasted="05/01/2026\tVIR ACME\t1200.50")
        self.assertEqual(self.states(dialog), [("VIR ACME", "similar", False)])
        with self.assertRaisesRegex(UserError, "No line that came in is ticked"):
            self.accept(dialog)
        dialog.row_ids.taken = True
        self.accept(dialog)
        self.assertEqual(len(self.kept()), 2)

    def test_two_people_accept_the_same_preview(self):
        first, second = self.preview(table(VIR)), self.preview(table(VIR))
        self.accept(first)
        with self.assertRaisesRegex(UserError, "already there"):
            self.accept(second)
        key = self.kept().import_key
        values = {"journal_id": self.journal.id, "date": "2026-01-05", "import_key": key}
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.env["account.bank.statement.line"].create({**values, "payment_ref": "Twin"})

    # === Columns === #

    def test_columns_that_somebody_explained_are_known_the_next_time(self):
        text = "When;What;How much\n02/01/2026;TRANSFER;12.00\n"
        dialog = self.preview(text, day_order="month")
        self.assertEqual(dialog.state, "columns")
        columns = dialog.column_ids
        self.assertEqual(columns.mapped("sample"), ["02/01/2026", "TRANSFER", "12.00"])
        for column, meaning in zip(columns, ("day", "label", "amount"), strict=True):
            column.meaning = meaning
        self.call(self.clerk, self.model, "action_preview", dialog.ids)
        self.assertEqual(self.states(dialog), [("TRANSFER", "new", True)])
        self.accept(dialog)
        self.assertKept(("2026-02-01", 12.0, "TRANSFER"))
        later = self.preview(text.replace("02/01", "02/09"))
        self.assertEqual(str(later.row_ids.day), "2026-02-09")
