"""Words that somebody typed or named, within sentences of ours."""

import re
import unicodedata

WORD = re.compile(r"\w+")


def adds_something(text: str, *said: str) -> bool:
    """Whether ``text`` has a word that is in none of ``said``, whatever the accents and the case.

    >>> adds_something("Cheque 0093314", "Chèque n° 0093314")
    False
    >>> adds_something("Cheque 0093314 of Mrs Blanc", "Chèque n° 0093314")
    True
    >>> adds_something("", "Transfer")
    False
    """
    return not _words(text) <= _words(" ".join(said))


def within_sentence(name: str) -> str:
    """``name`` as it stands within a sentence; abbreviations and names keep their capitals.

    >>> within_sentence("Bank transfer"), within_sentence("SEPA debit"), within_sentence("")
    ('bank transfer', 'SEPA debit', '')
    >>> within_sentence("Orange Money"), within_sentence("Cheque no. 12")
    ('Orange Money', 'cheque no. 12')
    """
    first, _space, rest = name.partition(" ")
    is_common = first[1:2].islower() and not rest[:1].isupper()
    return name[:1].lower() + name[1:] if is_common else name


def _words(text):
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return set(WORD.findall(letters.casefold()))
