"""Which movements of a bank are there already, and whether two numbers are of one account.

The bank's own identifier says it; without one, day, amount and label do, and equal movements are
counted: of three equal ones of which two are there, one is new.
"""

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
BY_ID, BY_TEXT = "id", "text"
MIN_NUMBER = 4
"""Digits of a number of an account, without the zeros before them."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What a bank says of a movement.

    ``units`` is the amount in whole units of the currency's rounding, above zero if it came in.
    """

    day: date
    units: int
    label: str
    bank_id: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A movement that is there, with its key; none if another program entered it."""

    id: int
    movement: Movement
    key: str = ""


def key_without_rank(movement: Movement) -> str:
    """What all movements have that cannot be told apart.

    >>> day = date(2026, 1, 5)
    >>> key_without_rank(Movement(day, 100, "VIR Acmé")) == key_without_rank(
    ...     Movement(day, 100, "vir  acme.")
    ... )
    True
    """
    kind, said = (BY_ID, movement.bank_id) if movement.bank_id else (BY_TEXT, plain(movement.label))
    words = f"{movement.day.isoformat()}|{movement.units}|{said}"
    return f"{kind}-{hashlib.sha256(words.encode()).hexdigest()[:32]}"


def keys_of(movements: Iterable[Movement]) -> list[str]:
    """The key of each movement of a file: equal ones are numbered.

    >>> twin = Movement(date(2026, 1, 5), 100, "VIR ACME")
    >>> [key.partition("#")[2] for key in keys_of([twin, Movement(twin.day, 100, "CB"), twin])]
    ['1', '1', '2']
    """
    seen: Counter[str] = Counter()
    keys = []
    for movement in movements:
        key = key_without_rank(movement)
        seen[key] += 1
        keys.append(f"{key}#{seen[key]}")
    return keys


def find_kept(
    movements: Sequence[Movement], keys: Sequence[str], kept: Iterable[Kept]
) -> tuple[dict[int, int], set[int]]:
    """Which movements are there already, and which only look like one that is there.

    :return: ``{position: id}``, and the positions of those of the same day and amount as one
        that is there with another label, where the bank's identifiers do not tell them apart

    >>> day = date(2026, 1, 5)
    >>> vir, cheque = Movement(day, 100, "VIR ACME"), Movement(day, 100, "REMISE")
    >>> moves = [vir, vir, cheque]
    >>> find_kept(moves, keys_of(moves), [Kept(7, vir), Kept(8, Movement(day, 100, "CHQ"))])
    ({0: 7}, {1, 2})
    >>> find_kept(moves, keys_of(moves), [Kept(7, vir, keys_of(moves)[1])])
    ({1: 7}, set())
    """
    by_key = {each.key: each for each in kept if each.key}
    found = {place: by_key[key].id for place, key in enumerate(keys) if key in by_key}
    taken = set(found.values())
    left = defaultdict(list)
    for each in kept:
        if each.id not in taken:
            left[each.movement.day, each.movement.units].append(each)
    similar = set()
    for place, movement in enumerate(movements):
        if place not in found:
            rest = left[movement.day, movement.units]
            others = [each for each in rest if not (movement.bank_id and _has_id(each))]
            same = [each for each in others if _says_same(each, movement)]
            if same:
                found[place] = same[0].id
                rest.remove(same[0])
            elif others:
                similar.add(place)
    return found, similar


def _has_id(kept):
    return kept.key.startswith(BY_ID)


def _says_same(kept, movement):
    return plain(kept.movement.label) == plain(movement.label)


def plain(text: str | None) -> str:
    """A label as it is compared: letters and digits, without accents and case.

    >>> plain(" VIR. Café N°12 ")
    'vir cafe n 12'
    """
    letters = unicodedata.normalize("NFD", (text or "").lower())
    kept = "".join(" " if not letter.isalnum() else letter for letter in _without_marks(letters))
    return " ".join(kept.split())


def _without_marks(letters):
    return (letter for letter in letters if not unicodedata.combining(letter))


def is_same_account(own: str | None, said: str | None) -> bool:
    """Whether the number that a file says is that of the account ``own``; without one, it may be.

    A file writes an IBAN, or the numbers of bank, branch and account, or some of them:

    >>> own = "FR76 3000 4001 0000 0000 1234 525"
    >>> [is_same_account(own, said) for said in (own, "30004 00100 00000012345", "0012345", "")]
    [True, True, True, True]
    >>> [is_same_account(own, said) for said in ("FR1420041010050500013M02606", "12346", "3")]
    [False, False, False]
    >>> is_same_account("", own), is_same_account(own, "0 " * 100_000 + "9999")
    (True, False)
    """
    own_number, number = _number(own), _number(said)
    if not own_number or not number or own_number == number:
        return True
    if IBAN.fullmatch(number) and IBAN.fullmatch(own_number):
        return False
    parts = [_number(part).lstrip("0") for part in str(said).split()]
    return len(parts[-1]) >= MIN_NUMBER and _stand_in_order(parts, own_number)


def _stand_in_order(parts, number):
    """Whether the parts stand in a number one after the other; each is looked for once."""
    place = 0
    for part in parts:
        found = number.find(part, place)
        if found < 0:
            return False
        place = found + len(part)
    return True


def _number(text):
    return re.sub(r"[^A-Z0-9]", "", (text or "").upper())
