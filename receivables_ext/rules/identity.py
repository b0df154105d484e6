"""Whether two documents are of the same walk-in customer, from what was typed on them."""

import re
from collections.abc import Sequence


def identity(identifier: str | None, phone: str | None, name: str | None) -> tuple[str, str, str]:
    """What identifies a walk-in customer, the surest first; empty texts say nothing.

    Spaces, punctuation and case are the typist's.

    >>> identity("FR 12-345", "+33 4 72 00 00 00", "  Jean  DUPONT ")
    ('fr12345', '33472000000', 'jean dupont')
    >>> identity(None, False, "")
    ('', '', '')
    """
    return (
        re.sub(r"\W", "", identifier or "").casefold(),
        re.sub(r"\D", "", phone or ""),
        " ".join((name or "").split()).casefold(),
    )


def is_same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two identities are surely the same: by the first thing that both say.

    >>> is_same(("", "0472", "dupont"), ("", "0472", "durand"))
    True
    >>> is_same(("12", "0472", ""), ("13", "0472", ""))
    False
    >>> is_same(("12", "", ""), ("", "0472", ""))
    False
    """
    pairs = zip(one, other, strict=True)
    return next((mine == theirs for mine, theirs in pairs if mine and theirs), False)
