"""Files that nobody would send: a reader reads them, or says by its one error where they break."""

from contextlib import suppress
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.receivables_ext.readers.bank_file import read_bank_file
from odoo.addons.receivables_ext.readers.bank_statement import BankFile, Unreadable
from odoo.addons.receivables_ext.readers.figures import read_day, read_exact, read_signed
from odoo.addons.receivables_ext.readers.pasted_lines import read_pasted_lines

from dev.paths import ADDON, ROOT

FILES = ROOT / ADDON / "tests" / "readers" / "files"
SAMPLES = [path.read_bytes() for path in sorted(Path(FILES).iterdir())]
STARTS = [b"", b"<", b"<?xml version='1.0'?>", b"OFXHEADER:100\n<OFX><STMTRS>", b"Date;Amount\n"]
ODD = "0123456789 .,;:-+/()<>&\t\n\r\"'{}AJ\0€é\N{ARABIC-INDIC DIGIT ONE}\N{SUPERSCRIPT TWO}"
odd_texts = st.text(st.sampled_from(ODD) | st.characters(codec="utf-8"), max_size=300)


@st.composite
def damaged(draw):
    """A sample in which some bytes were cut out, put in or changed."""
    content = bytearray(draw(st.sampled_from(SAMPLES)))
    for _time in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 40)))
        content[start:end] = draw(st.binary(max_size=4) | odd_texts.map(str.encode))
    return bytes(content)


def read(content):
    """What is read, if anything is; any other error than the one of the readers fails."""
    with suppress(Unreadable):
        file = read_bank_file(content)
        assert isinstance(file, BankFile)
        for bank in file.statements:
            assert all(line.day and line.amount.is_finite() for line in bank.lines)
            assert all(line.label == " ".join(line.label.split()) for line in bank.lines)


@given(damaged())
def test_a_damaged_file_is_read_or_refused(content):
    read(content)


@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_bytes_are_read_or_refused(start, content):
    read(start + content)


@given(odd_texts, st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_texts_are_read_or_refused(text, encoding):
    read(text.encode(encoding))


@given(odd_texts, st.booleans())
def test_what_is_pasted_is_read_line_by_line(text, month_first):
    with suppress(Unreadable):
        file = read_pasted_lines(text, month_first)
        assert all(line.amount for line in file.statements[0].lines)
    for each in (read_day, read_signed, read_exact):
        each(text)


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["{:,}", "{}"]),
    st.sampled_from(["", "-"]),
)
def test_an_amount_is_read_as_it_was_written(amount, way, sign):
    """In English and in French, unless it could be two."""
    english = way.format(amount)
    french = english.translate(str.maketrans({",": "\N{NARROW NO-BREAK SPACE}", ".": ","}))
    expected = -amount if sign else amount
    assert read_signed(f"{sign}{english} EUR") == expected
    assert read_signed(f"{sign}{french} €") == expected
