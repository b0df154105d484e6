"""Which documents somebody names in the reference of a payment."""

import re
from collections.abc import Container

SEPARATORS = re.compile(r"[\s,;:()]+")


def words_in(text: str | None) -> list[str]:
    """The words of ``text``, each once, in its order: a number of a document is one word.

    >>> words_in("INV/2026/00001, INV/2026/00002 (rest of INV/2026/00001)")
    ['INV/2026/00001', 'INV/2026/00002', 'rest', 'of']
    >>> words_in(None)
    []
    """
    return [word for word in dict.fromkeys(SEPARATORS.split(text or "")) if word]


def numbers_in(text: str | None, numbers: Container[str]) -> list[str]:
    """Those of ``numbers`` that stand as words in ``text``, in the order of the text.

    >>> numbers_in("for INV2 and INV1", {"INV1", "INV2", "INV3"})
    ['INV2', 'INV1']
    """
    return [word for word in words_in(text) if word in numbers]
