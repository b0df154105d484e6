import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .import_common import CARD, FEE, VIR, ImportCommon, table


@tagged("post_install", "-at_install")
class TestBankImportCalls(ImportCommon):
    """Remote clients read and store by the same service."""

    service_name = "receivables.bank.import"

    def read_file(self, content, user=None, journal=None):
        encoded = base64.b64encode(content.encode()).decode()
        arguments = (encoded, "bank.csv", (journal or self.journal).id)
        return self.call(user or self.clerk, self.service_name, "read_file", *arguments)

    def store(self, rows, user=None, journal=None):
        journal_id = (journal or self.journal).id
        return self.call(user or self.clerk, self.service_name, "store_lines", rows, journal_id)

    def test_what_was_read_is_stored_once(self):
        rows = self.read_file(table(VIR, CARD, CARD, FEE))
        self.assertEqual([row["state"] for row in rows], ["new", "new", "new", "out"])
        self.assertFalse(self.kept())
        ids = self.store(rows[2:])
        self.assertEqual(self.kept().ids, ids)
        self.assertKept(("2026-01-06", 80.0, "CARDS"))
        rows = self.read_file(table(VIR, CARD, CARD, FEE))
        self.assertEqual([row["state"] for row in rows], ["new", "new", "there", "out"])
        self.assertEqual(len(self.store(rows)), 2)
        self.assertEqual(self.store(rows), [])

    def test_a_forged_key_is_not_believed(self):
        [row] = self.read_file(table(VIR))
        self.store([row])
        for key in ("id-0#1", row["key"][:-1] + "0", 7, None, ["x"]):
            self.assertEqual(self.store([{**row, "key": key}]), [])

    def test_what_makes_no_sense_gets_one_sentence(self):
        [row] = self.read_file(table(VIR))
        for rows, sentence in (
            ("rows", "list of rows"),
            ([{**row, "amount": "much"}], "Give a number"),
            ([{**row, "amount": 0.001}], "more decimals"),
            ([{**row, "day": ""}], "a day"),
            ([{**row, "day": "soon"}], "Give a date"),
            ([{**row, "label": 7}], "Give a text"),
            ([row] * 10_001, "or fewer at once"),
        ):
            with self.subTest(sentence), self.assertRaisesRegex(UserError, sentence):
                self.store(rows)
        with self.assertRaisesRegex(UserError, "in base64"):
            self.call(self.clerk, self.service_name, "read_file", "é", "x", self.journal.id)
        self.assertFalse(self.kept())

    def test_no_other_millennium_and_no_endless_number(self):
        [row] = self.read_file(table(VIR))
        for day in ("9999-12-31", "0001-01-01"):
            with self.subTest(day), self.assertRaisesRegex(UserError, "check its year"):
                self.store([{**row, "day": day}])
        with self.assertRaises(UserError):
            self.read_file(table(("05/01/2026", "ACME", "999 " * 110 + ",00")))

    def test_another_file_than_the_one_shown_is_refused(self):
        dialog = self.preview(table(VIR))
        other = base64.b64encode(table(("05/01/2026", "EVIL", "9999.00")).encode())
        self.call(self.clerk, self.model, "write", dialog.ids, {"file": other.decode()})
        with self.assertRaisesRegex(UserError, "nothing is imported unseen"):
            self.accept(dialog)
        self.assertFalse(self.kept())

    def test_who_enters_no_payments_imports_nothing(self):
        collector = self.person(
            "import_collector", "base.group_user", "receivables_ext.group_receivables_collector"
        )
        [row] = self.read_file(table(VIR))
        with self.assertRaises(AccessError):
            self.store([row], collector)
        with self.assertRaises(AccessError):
            self.read_file(table(VIR), collector)
        with self.assertRaises(AccessError):
            self.env[self.model].with_user(collector).create({"journal_id": self.journal.id})

    def test_another_company_is_out_of_reach(self):
        theirs = self.setup_other_company(name="Elsewhere")["default_journal_bank"]
        with self.assertRaises(AccessError):
            self.read_file(table(VIR), journal=theirs)
        with self.assertRaises(AccessError):
            self.preview(table(VIR), journal_id=theirs.id)

    def test_queries_are_those_of_core_and_a_few(self):
        days = [f"2026-03-{day:02d}" for day in range(1, 13)]
        self.store(self.read_file(table(*((day, "WARM", "3.00") for day in days[:2]))))
        values = [{"date": day, "amount": 1.0, "payment_ref": "A"} for day in days]
        by_core = self.count_queries(
            self.env["account.bank.statement.line"].sudo().create,
            [{**each, "journal_id": self.journal.id} for each in values],
        )
        rows = self.read_file(table(*((day, "B", "2.00") for day in days)))
        ours = self.count_queries(self.store, rows)
        self.assertLessEqual(ours, by_core + 20, "Queries of core for the same lines, and a few")

    def count_queries(self, function, argument):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        function(argument)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_more_than_can_be_entered_at_once_is_refused(self):
        [row] = self.read_file(table(VIR))
        many = [{**row, "amount": 1.0 + number, "key": ""} for number in range(1001)]
        with self.assertRaisesRegex(UserError, "1001 bank lines are too many at once"):
            self.store(many)
