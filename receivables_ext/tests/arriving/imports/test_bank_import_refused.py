from odoo.exceptions import UserError
from odoo.tests import tagged

from .import_common import CARD, VIR, ImportCommon, table


@tagged("post_install", "-at_install")
class TestBankImportRefused(ImportCommon):
    """What cannot be entered whole is refused in a sentence, and nothing of it is entered."""

    def test_what_is_not_of_this_account_is_refused(self):
        content = self.sample("camt053_v02.xml")
        for change, sentence in (
            ((self.journal.bank_account_id.acc_number, "DE89370400440532013000"), "of the account"),
            ((self.currency, "CHF"), "This is in CHF"),
            (("2745.50", "2745.00"), "opening balance to the closing one"),
            (("</Document>", ""), "damaged or cut off"),
            (("<Dt>2026-01-07</Dt>", "<Dt>soon</Dt>"), "bank.txt, line 80: the day"),
        ):
            with self.subTest(sentence), self.assertRaisesRegex(UserError, sentence):
                self.preview(content.replace(*change))
        self.assertFalse(self.kept())

    def test_other_accounts_of_a_file_are_named_and_left_out(self):
        content = self.sample("cfonb120.txt")
        other = content.replace("00000012345", "00000099999")
        dialog = self.preview(content + other)
        self.assertEqual(dialog.left_out, "30004 00100 00000099999")
        self.assertEqual(len(dialog.row_ids), 2)

    def test_nothing_of_a_file_with_a_line_without_day_is_shown(self):
        with self.assertRaisesRegex(UserError, "bank.txt, line 3: the day .nothing. is none"):
            self.preview(table(VIR, ("", "NO DAY", "5.00")))

    def test_a_closed_period_is_refused_whole(self):
        self.company.fiscalyear_lock_date = "2026-01-05"
        dialog = self.preview(table(VIR, CARD))
        self.assertEqual([row.state for row in dialog.row_ids], ["closed", "new"])
        with self.assertRaisesRegex(UserError, "Lines before .* are in a closed period .1 here"):
            self.accept(dialog)
        self.assertFalse(self.kept())
        dialog.row_ids[0].taken = False
        self.accept(dialog)
        self.assertKept(("2026-01-06", 80.0, "CARDS"))

    def test_a_file_or_a_text_and_a_journal_of_a_bank(self):
        cash = self.company_data["default_journal_cash"].id
        for values, sentence in (
            ({}, "Choose a file of the bank"),
            ({"content": table(VIR), "pasted": "x"}, "not both"),
            ({"content": table(VIR), "journal_id": cash}, "journal of a bank account"),
            ({"pasted": "Hello"}, ""),
        ):
            with self.subTest(sentence), self.assertRaisesRegex(UserError, sentence):
                self.import_file(values.pop("content", ""), **values)
