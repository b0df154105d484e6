"""Names of files and folders that every system takes, made of what people wrote."""

import re

FORBIDDEN = re.compile(r"(?:[^\w .()-]|\.\.)+")
LONGEST = 60


def safe(text: str, default: str = "_") -> str:
    """``text`` as the name of a file or a folder, on any system and inside a ZIP.

    Letters of every alphabet stay. Separators, control characters and what a shell or a
    spreadsheet gives a meaning to become dashes.

    >>> safe("REC/2026/00001")
    'REC-2026-00001'
    >>> safe("../../etc/passwd")
    'etc-passwd'
    >>> safe("Société Générale (Lyon)")
    'Société Générale (Lyon)'
    >>> safe("a" * 100) == "a" * 60
    True
    >>> safe("..."), safe("", "customer")
    ('_', 'customer')
    """
    name = FORBIDDEN.sub("-", text)[:LONGEST].strip(" .-")
    return name or default


def unique(name: str, taken: set[str]) -> str:
    """``name``, with a number when another file of ``taken`` has it in any case; taken from now on.

    >>> taken = set()
    >>> unique("A/REC-1", taken), unique("a/rec-1", taken), unique("A/REC-1", taken)
    ('A/REC-1', 'a/rec-1 (2)', 'A/REC-1 (3)')
    """
    rank, candidate = 1, name
    while candidate.casefold() in taken:
        rank += 1
        candidate = f"{name} ({rank})"
    taken.add(candidate.casefold())
    return candidate
