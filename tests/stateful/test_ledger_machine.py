"""Random acts on the accounts of two customers, compared with a model after each.

A few examples, the same ones each time. ``make random`` plays many, new ones each time;
``STATEFUL_EXAMPLES=500`` says how many. A failure prints ``@reproduce_failure(version, blob)``:
``STATEFUL_BLOB=<blob>`` replays those very steps. It prints its seed too:
``STATEFUL_SEED=<seed> STATEFUL_SHRINK=1`` looks for the shortest steps that fail, in minutes.
"""

import os
import random

import hypothesis
from hypothesis import HealthCheck, Phase, core, reproduce_failure, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name

from tests.stateful.acts_of_receipts import ReceiptMachine

LONG = os.environ.get("LONG") == "yes"
FIXED_SEED = 20260131
PHASES = [Phase.explicit, Phase.generate]
if os.environ.get("STATEFUL_SHRINK"):
    PHASES.append(Phase.shrink)
SETTINGS = settings(
    max_examples=int(os.environ.get("STATEFUL_EXAMPLES", "200" if LONG else "10")),
    stateful_step_count=int(os.environ.get("STATEFUL_STEPS", "15")),
    deadline=None,
    database=None,
    phases=PHASES,
    print_blob=True,
    report_multiple_bugs=False,
    suppress_health_check=[*HealthCheck],
)


def play(machine):
    """Play a machine on the test database: a fixed seed, a new one when the tests are long."""
    machine = type("Machine", (machine,), {"registry": Registry(get_db_name())})
    start = core.global_force_seed  # of --hypothesis-seed
    if start is None:
        chosen = random.randrange(10**9) if LONG else FIXED_SEED
        start = int(os.environ.get("STATEFUL_SEED") or chosen)
    machine = seed(start)(machine)
    if blob := os.environ.get("STATEFUL_BLOB"):
        machine = reproduce_failure(hypothesis.__version__, blob.encode())(machine)
    try:
        run_state_machine_as_test(machine, settings=SETTINGS)
    except BaseException as failure:
        failure.add_note(f"STATEFUL_SEED={start} plays these examples again.")
        raise


def test_every_figure_follows_the_model():
    play(ReceiptMachine)
