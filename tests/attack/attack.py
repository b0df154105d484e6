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


def carry_out(attack, town, callers, roles):
    """Run an attack as each of ``roles``; return what got through, in words: nothing, it should."""
    before, found = photograph(town.database), []
    for role in roles:
        caller, refusal = callers(role), None
        caller.heard.clear()
        try:
            attack.act(town, caller)
        except Refused as error:
            refusal = str(error)
        if attack.refused and refusal is None:
            found.append(f"let through for {role}: {caller.heard[-1:]}")
        if refusal is not None and (not refusal.strip() or "Traceback" in refusal):
            found.append(f"no sentence for {role}: {refusal!r}")
        found += leaks(town, role, " ".join(caller.heard))
    return found + differences(before, photograph(town.database), town.founded, attack.own)


def leaks(town, role, text):
    """Names and figures of others in what was answered to ``role``."""
    names, amounts = town.secrets(role)
    found = [f"names {name} to {role}" for name in names if name in text]
    for amount in amounts:
        whole, cents = str(amount).split(".")
        if re.search(rf"{whole[:-3]}\W{{0,6}}{whole[-3:]}[.,]{cents}", text):
            found.append(f"shows {amount} to {role}")
    return found
