"""Numbers of documents of which something is missing or wrong: how well they agree."""

from collections.abc import Collection, Iterator, Sequence

from ..references import Run, fold, hangs_together, runs_of

YEAR = ("19", "20")
"""How years begin."""
MOST_BEFORE = 3
"""Runs before the end of a number that are compared."""


def before(text: str, runs: Sequence[Run], position: int) -> list[str]:
    """The runs that stand directly before one, the nearest first, without leading zeros.

    >>> text = "for FA 2026-012"
    >>> before(text, runs_of(text), 3)
    ['2026', 'fa', 'for']
    """
    some = []
    for place in range(position - 1, max(-1, position - 1 - MOST_BEFORE), -1):
        if not hangs_together(text, runs[place : place + 2]):
            break
        some.append(runs[place].short)
    return some


def agreement(said: Sequence[str], meant: Sequence[str], years: Collection[str] = ()) -> int:
    """How many runs before the end agree; below zero when the line says another year.

    :param years: the last two digits of the years of all documents

    >>> agreement(["26", "inv"], ["2026", "inv"]), agreement(["25"], ["26", "f"], {"25", "26"})
    (2, -1)
    >>> agreement(["facture"], ["2026", "inv"]), agreement(["inv"], ["2026", "inv"])
    (0, 1)
    """
    of_meant = {year_of(run) for run in meant} - {""}
    score = 0
    for run in said:
        year = year_of(run)
        if run in meant or (year and year in of_meant):
            score += 1
        elif year in years and of_meant:
            return -1
    return score


def year_of(run: str) -> str:
    """The last two digits of what may be a year, else nothing.

    >>> year_of("2026"), year_of("26"), year_of("126"), year_of("inv")
    ('26', '26', '', '')
    """
    is_year = run.isdigit() and (len(run) == 2 or (len(run) == 4 and run[:2] in YEAR))
    return run[-2:] if is_year else ""


def digits_of(number: str) -> list[str]:
    """The digits of a number, as people write them: all, the last ones, with a short year.

    >>> digits_of("INV/2026/00012")
    ['202600012', '00012', '2600012', '2612']
    """
    runs = [run for run in runs_of(fold(number)) if run.is_number]
    if not runs:
        return []
    year = "".join(year_of(run.text) for run in runs[:-1])
    last = runs[-1]
    whole = "".join(run.text for run in runs)
    return [whole, last.text, year + last.text, year + last.short]


def one_off(name: str) -> Iterator[str]:
    """What ``name`` becomes with one wrong digit, or with two swapped.

    >>> [other for other in one_off("f12") if other in ("f21", "f13", "f12", "f122")]
    ['f21', 'f13']
    """
    for place, char in enumerate(name):
        if not char.isdigit():
            continue
        for digit in "0123456789":
            if digit != char:
                yield f"{name[:place]}{digit}{name[place + 1 :]}"
        after = name[place + 1 : place + 2]
        if after.isdigit() and after != char:
            yield f"{name[:place]}{after}{char}{name[place + 2 :]}"
