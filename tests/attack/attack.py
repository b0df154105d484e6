"""What an attack is, and what must be true after it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.attack.caller import Refused
from tests.attack.photograph import differences, photograph
from tests.attack.town import ROLES


@dataclass(frozen=True)
class Attack:
    """What one person tries; ``act`` receives the town and the caller of a role.

    ``refused``: a sentence must answer. ``own``: rows of their own may come in, such as a draft;
    nothing that was there before changes, ever.
    """

    name: str
    act: Callable
    roles: tuple = ROLES
    refused: bool = True
    own: bool = False


def carry_out(attack, town, caller, role):
    """Run an attack; return what it got through, in words: nothing, it should be."""
    caller.heard.clear()
    before, refusal = photograph(town.database), None
    try:
        attack.act(town, caller)
    except Refused as error:
        refusal = str(error)
    found = differences(before, photograph(town.database), new_rows=attack.own)
    if attack.refused and refusal is None:
        found.append(f"let through: {caller.heard[-1:]}")
    if refusal is not None and (not refusal.strip() or "Traceback" in refusal):
        found.append(f"no sentence: {refusal!r}")
    return found + leaks(town, role, " ".join(caller.heard))


def leaks(town, role, text):
    """Names and figures of others in what was answered to ``role``."""
    names, amounts = town.secrets(role)
    found = [f"names {name}" for name in names if name in text]
    for amount in amounts:
        whole, cents = str(amount).split(".")
        if re.search(rf"{whole[:-3]}\W{{0,6}}{whole[-3:]}[.,]{cents}", text):
            found.append(f"shows {amount}")
    return found
