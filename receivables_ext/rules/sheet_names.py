"""Names of the sheets of a spreadsheet."""

import re

FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
LONGEST = 31


def unique(wanted: str, taken: set[str]) -> str:
    """A name that spreadsheets accept and that no other sheet has; ``taken`` gets it.

    >>> taken = set()
    >>> unique("A/B: [Lyon]", taken), unique("a b   lyon ", taken)
    ('A B Lyon', 'a b lyon (2)')
    >>> unique("'History'", taken), unique("x" * 40, taken) == "x" * 31
    ('History (2)', True)
    """
    # Excel keeps this one for itself.
    taken.add("history")
    name = " ".join(FORBIDDEN.sub(" ", wanted).split()).strip("' ") or "-"
    base, rank, name = name, 1, name[:LONGEST].strip("' ")
    while name.casefold() in taken:
        rank += 1
        suffix = f" ({rank})"
        name = base[: LONGEST - len(suffix)].strip("' ") + suffix
    taken.add(name.casefold())
    return name
