"""Whether words that somebody typed say more than what stands beside them."""

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


def _words(text):
    plain = unicodedata.normalize("NFKD", text)
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return set(WORD.findall(letters.casefold()))
