import doctest
import importlib
import pkgutil
from pathlib import Path

from odoo.tests import BaseCase, tagged

from ... import readers
from ...readers import bank_file, camt, cfonb120, csv_table, ofx, pasted_lines, texts
from ...readers.bank_statement import MAX_BYTES, Unreadable

FILES = Path(__file__).parent / "files"
SAMPLES = sorted(path for path in FILES.iterdir() if path.suffix != ".expected")


def read(path):
    """What the reader of a sample says of it."""
    if path.stem == "pasted":
        return pasted_lines.read_pasted_lines(path.read_text())
    return bank_file.read_bank_file(path.read_bytes())


def describe(file):
    """A file as it was read, one line each."""
    for bank in file.statements:
        head = (bank.account, bank.currency, bank.name, bank.opening, bank.closing)
        yield " | ".join(["=", *(_word(each) for each in head)])
        for line in bank.lines:
            figures = (line.day, line.value_day, line.amount, line.label, line.reference)
            sides = (line.payer, line.payer_account, line.bank_id, line.place)
            yield " | ".join(_word(each) for each in (*figures, *sides))
    for each in file.unread:
        yield f"- | {each.problem} | {each.text} | {each.place}"


def _word(value):
    return "-" if value in (None, "") else str(value)


@tagged("post_install", "-at_install")
class TestReaders(BaseCase):
    """Files and texts of banks: each is read whole, or refused at a place."""

    def assertUnreadable(self, problem, content, place=None, **options):
        if isinstance(content, str):
            content = content.encode()
        with self.assertRaises(Unreadable) as caught:
            bank_file.read_bank_file(content, **options)
        self.assertEqual(caught.exception.problem, problem)
        if place is not None:
            self.assertEqual(caught.exception.place, place)

    def sample(self, name):
        return (FILES / name).read_text()

    def test_examples_in_docstrings_hold(self):
        for info in pkgutil.iter_modules(readers.__path__):
            module = importlib.import_module(f"{readers.__name__}.{info.name}")
            self.assertFalse(doctest.testmod(module).failed, f"Examples of {module.__name__}")

    def test_samples_are_read_as_expected(self):
        self.assertEqual(len(SAMPLES), 9)
        for path in SAMPLES:
            with self.subTest(path.name):
                expected = path.with_suffix(".expected").read_text().splitlines()
                self.assertEqual(list(describe(read(path))), expected)

    # === CAMT === #

    def test_a_batch_whose_parts_make_no_sum_is_one_line(self):
        content = self.sample("camt053_v02.xml").replace(">400.00<", ">399.00<")
        lines = camt.read_camt(content.encode()).statements[0].lines
        self.assertEqual([str(line.amount) for line in lines], ["1200.50", "600.00", "-55.00"])
        self.assertEqual(lines[1].bank_id, "BANK-0002")

    def test_xml_that_asks_for_more_than_itself_is_refused(self):
        bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
        outside = f'<!DOCTYPE d [<!ENTITY a SYSTEM "{Path(__file__).as_uri()}">]>'
        for head in (bomb, outside):
            content = self.sample("camt053_v08.xml").split("?>", 1)[1]
            content = content.replace("STMT-2026-02", "&a;")
            self.assertUnreadable("format", f'<?xml version="1.0"?>{head}{content}')

    def test_xml_that_is_no_statement_is_refused(self):
        self.assertUnreadable("format", "<html><body/></html>")
        self.assertUnreadable("broken", self.sample("camt053_v08.xml")[:-40])
        pain = self.sample("camt053_v08.xml").replace("camt.053", "pain.001")
        self.assertUnreadable("format", pain)

    def test_what_is_wrong_in_camt_is_said_with_its_line(self):
        content = self.sample("camt053_v02.xml")
        for problem, old, new, element in (
            ("balances", "2745.50", "2745.51", "<Stmt>"),
            ("date", "<Dt>2026-01-07</Dt>", "<Dt>soon</Dt>", "<Ntry>"),
            ("amount", ">55.00<", ">a lot<", "<Ntry>"),
            ("currencies", 'Ccy="EUR">55.00', 'Ccy="USD">55.00', "<Ntry>"),
        ):
            with self.subTest(problem):
                before = content[: content.index(old)].splitlines()
                place = max(number for number, line in enumerate(before, 1) if element in line)
                self.assertUnreadable(problem, content.replace(old, new, 1), place)

    # === CFONB 120 === #

    def test_cfonb_comes_without_line_ends_too(self):
        records = self.sample("cfonb120.txt").splitlines()
        joined = "".join(record.ljust(120) for record in records)
        expected = list(describe(read(FILES / "cfonb120.txt")))
        for text in (joined, joined.rstrip(), "\r\n".join(records)):
            self.assertEqual(list(describe(cfonb120.read_cfonb120(text))), expected)

    def test_what_is_wrong_in_cfonb_is_said_with_its_record(self):
        records = self.sample("cfonb120.txt").splitlines()
        for problem, number, old, new in (
            ("amount", 2, "0012005{", "00120050"),
            ("date", 2, "050126", "320126"),
            ("date", 6, "310126", "      "),
            ("currencies", 6, "EUR2", "USD2"),
            ("broken", 3, "05", "08"),
            ("broken", 6, "00000012345", "00000012346"),
            ("balances", 7, "0021455{", "0021456{"),
        ):
            with self.subTest(problem, number=number):
                changed = records.copy()
                changed[number - 1] = changed[number - 1].replace(old, new, 1)
                self.assertNotEqual(changed, records)
                self.assertUnreadable(problem, "\n".join(changed), number)
        self.assertUnreadable("broken", "\n".join(records[:-1]), 6)
        self.assertUnreadable("broken", "\n".join([records[0], records[2]]), 2)

    # === OFX === #

    def test_ofx_in_the_letters_of_windows(self):
        text = self.sample("ofx_sgml.ofx").replace("CHARSET:NONE", "CHARSET:1252")
        file = ofx.read_ofx(text.encode("cp1252"))
        self.assertEqual(file.statements[0].lines[0].payer, "Société Bois & Cie")

    def test_what_is_wrong_in_ofx_is_said_with_its_line(self):
        content = self.sample("ofx_sgml.ofx")
        self.assertUnreadable("amount", content.replace("-55.00", "much"), 19)
        self.assertUnreadable("date", content.replace("<DTPOSTED>20260131", ""), 19)
        self.assertUnreadable("broken", content[: content.index("</BANKTRANLIST>")])
        self.assertUnreadable("empty", "OFXHEADER:100\n\n<OFX></OFX>")

    # === CSV and pasted text === #

    def test_csv_in_every_encoding_and_with_every_mark(self):
        text = self.sample("csv_french.csv").replace("FRAIS;", "FRAIS,")
        expected = list(describe(bank_file.read_bank_file(text.encode())))
        for encoding in ("utf-8-sig", "cp1252", "utf-16"):
            content = text.encode(encoding)
            self.assertEqual(texts.read_text(content), text)
            self.assertEqual(list(describe(bank_file.read_bank_file(content))), expected)
        tabbed = text.replace(";", "\t").encode()
        self.assertEqual(list(describe(bank_file.read_bank_file(tabbed))), expected)

    def test_columns_that_are_not_known_are_said_to_be_something(self):
        text = "Quand;Quoi;Combien\n05/01/2026;VIR ACME;12,00\n"
        self.assertUnreadable("columns", text)
        meanings = {"quand": "day", "quoi": "label", "combien": "amount"}
        file = bank_file.read_bank_file(text.encode(), meanings)
        self.assertEqual(
            list(describe(file))[1], "2026-01-05 | - | 12.00 | VIR ACME | - | - | - | - | 2"
        )
        table = csv_table.read_table(text)
        self.assertEqual([column.title for column in table.columns], ["Quand", "Quoi", "Combien"])

    def test_what_is_wrong_in_csv_is_said_with_its_line(self):
        head = "Date;Montant;Devise\n05/01/2026;12,00;EUR\n"
        self.assertUnreadable("date", head + ";13,00;EUR", 3)
        self.assertUnreadable("date", head + "someday;13,00;EUR", 3)
        self.assertUnreadable("amount", head + "06/01/2026;1,234;EUR", 3)
        self.assertUnreadable("currencies", head + "06/01/2026;13,00;USD")
        self.assertUnreadable("empty", "Date;Montant\n")

    def test_days_are_read_day_first_unless_none_would_be_one(self):
        for text, month_first, expected in (
            ("01/02/2026", None, "2026-02-01"),
            ("01/31/2026", None, "2026-01-31"),
            ("01/02/2026", True, "2026-01-02"),
        ):
            content = f"Date;Amount\n{text};12.00\n".encode()
            file = bank_file.read_bank_file(content, month_first=month_first)
            self.assertEqual(str(file.statements[0].lines[0].day), expected)

    def test_what_says_two_amounts_is_listed(self):
        file = pasted_lines.read_pasted_lines("05/01/2026 ACME 12,00 13,00\n05/01/2026 later")
        self.assertEqual([each.problem for each in file.unread], ["amount", "amount"])
        self.assertFalse(file.statements[0].lines)

    def test_nothing_and_too_much_are_refused(self):
        self.assertUnreadable("empty", " \n")
        self.assertUnreadable("size", b"x" * (MAX_BYTES + 1))
        self.assertUnreadable("size", "Date;Montant\n" + "05/01/2026;1,00\n" * 10_001)
        self.assertUnreadable("format", "hello")
        self.assertUnreadable("format", b"PK\x03\x04\x00\x00\x00")
