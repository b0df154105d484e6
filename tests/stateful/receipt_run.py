"""Make receipts in a process of its own, killed at a given moment.

Usage: ``python -m tests.stateful.receipt_run DATABASE MODEL METHOD COUNT``: the process is killed
when the method of the model has been called for the COUNTth time.
"""

import os
import signal
import sys
from contextlib import contextmanager
from functools import wraps
from unittest.mock import patch

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

ISSUE = "receivables.receipt.issue"
# By name: in a process of its own the addon is imported once the configuration is read.
MAKING = "odoo.addons.receivables_ext.models.receipts.issue.making"


@contextmanager
def printing(render=None):
    """Let documents be a line of text: what is tested is who makes them, and when."""

    def prepare(env, receipt, found):
        return {"remaining": receipt.amount_remaining}

    def plain(env, receipt):
        if render:
            render(receipt)
        return f"%PDF {receipt.name} {receipt.data}".encode()

    with (
        patch(f"{MAKING}.prepare_content", prepare),
        patch(f"{MAKING}.render_receipt", plain),
    ):
        yield


def work(registry):
    """What one worker does when the scheduled action runs."""
    with registry.cursor() as cr:
        api.Environment(cr, SUPERUSER_ID, {})[ISSUE]._cron_issue()


def main(database, model, method, count):
    """Run the scheduled action and die in the middle of it."""
    config.parse_config(["-d", database, "--log-level=warn"], setup_logging=True)
    registry, calls = Registry(database), []
    with printing():
        original = getattr(registry[model], method)

        @wraps(original)
        def killing(*args, **kwargs):
            result = original(*args, **kwargs)
            calls.append(1)
            if len(calls) == count:
                os.kill(os.getpid(), signal.SIGKILL)
            return result

        with patch.object(registry[model], method, killing):
            work(registry)


if __name__ == "__main__":
    main(*sys.argv[1:4], int(sys.argv[4]))
