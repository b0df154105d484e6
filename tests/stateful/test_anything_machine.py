"""Random acts of every kind, after each of which all figures of a customer say the same.

Played as ``test_ledger_machine.py`` is: see there for the variables, and how to play a failure
again. ``STATEFUL_COUNTS=FILE`` writes there how often each act came to its end or was refused.
"""

import os
from pathlib import Path

from tests.stateful.anything import played
from tests.stateful.anything_elsewhere import ElsewhereMachine
from tests.stateful.test_ledger_machine import play


def test_every_figure_says_the_same():
    try:
        play(ElsewhereMachine)
    finally:
        if file := os.environ.get("STATEFUL_COUNTS"):
            rows = (f"{count:>6} {' '.join(act)}\n" for act, count in sorted(played.items()))
            Path(file).write_text("".join(rows))
