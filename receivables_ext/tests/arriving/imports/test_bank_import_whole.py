from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_common import VIR, ImportCommon, table


@tagged("post_install", "-at_install")
class TestBankImportWhole(ImportCommon):
    """A whole statement is entered with its balances, by who may read bank statements."""

    def test_a_whole_statement_has_its_balances(self):
        dialog = self.preview(self.sample("camt053_v02.xml"), self.accountant)
        dialog.takes_whole = True
        self.assertEqual((dialog.taken_number, dialog.taken_amount), (4, 1745.5))
        answer = self.accept(dialog, self.accountant)
        whole = self.kept().statement_id
        self.assertRecordValues(
            whole,
            [
                {
                    "name": "STMT-2026-01",
                    "balance_start": 1000.0,
                    "balance_end": 2745.5,
                    "balance_end_real": 2745.5,
                    "is_complete": True,
                    "is_valid": True,
                    "reference": "bank.txt",
                }
            ],
        )
        self.assertEqual(answer["domain"], [("id", "in", whole.line_ids.ids)])
        with self.assertRaisesRegex(UserError, "already in the bank statement STMT-2026-01"):
            again = self.preview(self.sample("camt053_v02.xml"), self.accountant)
            again.takes_whole = True
            self.accept(again, self.accountant)

    def test_lines_that_are_there_go_into_the_statement(self):
        self.import_file(self.sample("cfonb120.txt"))
        incoming = self.kept()
        dialog = self.preview(self.sample("cfonb120.txt"), self.accountant)
        dialog.takes_whole = True
        self.accept(dialog, self.accountant)
        self.assertEqual(len(self.kept()), 2)
        self.assertEqual(incoming.statement_id.line_ids, self.kept())
        self.assertTrue(incoming.statement_id.is_complete)

    def test_a_whole_statement_needs_balances_and_the_right_to_read_it(self):
        dialog = self.preview(table(VIR), self.accountant)
        self.assertFalse(dialog.may_be_whole)
        dialog.takes_whole = True
        with self.assertRaisesRegex(UserError, "no opening or no closing balance"):
            self.accept(dialog, self.accountant)
        dialog = self.preview(self.sample("cfonb120.txt"))
        self.assertFalse(dialog.may_be_whole)
        dialog.takes_whole = True
        with self.assertRaises(AccessError):
            self.accept(dialog)
        self.assertFalse(self.kept())

    def test_a_statement_without_movements_makes_none(self):
        records = self.sample("cfonb120.txt").splitlines()
        still = [records[-1].replace("07", "01", 1), records[-1]]
        dialog = self.preview("\n".join(records + still), self.accountant)
        dialog.takes_whole = True
        self.accept(dialog, self.accountant)
        self.assertEqual(len(self.kept().statement_id), 1)

    def test_lines_that_are_there_with_another_label_are_asked_for(self):
        self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-01-31",
                "amount": -55.0,
                "payment_ref": "Fee",
            }
        )
        dialog = self.preview(self.sample("cfonb120.txt"), self.accountant)
        dialog.takes_whole = True
        with self.assertRaisesRegex(UserError, "same day and amount are there"):
            self.accept(dialog, self.accountant)
        self.assertEqual(len(self.kept()), 1)
