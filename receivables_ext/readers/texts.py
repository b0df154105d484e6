"""Texts from bytes, in the encodings in which banks and spreadsheets write them."""

import codecs

from .bank_statement import Unreadable

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_text(content: bytes) -> str:
    r"""The text of ``content``.

    >>> [read_text("é".encode(name)) for name in ("utf-8", "utf-8-sig", "cp1252", "utf-16")]
    ['é', 'é', 'é', 'é']
    >>> read_text(b"PK\x03\x04\x00\x00")  # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    Unreadable: ('format', 0, '')

    :raises Unreadable: it is no text
    """
    named = [name for mark, name in MARKS.items() if content.startswith(mark)]
    for name in named or ["utf-8", "cp1252", "latin-1"]:
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Unreadable("format")
