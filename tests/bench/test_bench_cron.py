"""The scheduled action over every open credit, committed by batches, in a copy."""

import json
import subprocess
import sys
from contextlib import closing, contextmanager

import pytest

from odoo.sql_db import close_db, db_connect
from odoo.tools import SQL

from .measure import Measure

pytestmark = pytest.mark.bench


def test_scheduled_action_over_all_credits(request, registry, report):
    """The ledger must stay consistent; memory is noted after each batch."""
    with _copy_of(registry.db_name) as name:
        run = subprocess.run(
            [sys.executable, "-m", "tests.bench.cron_run", name],
            cwd=request.config.rootpath,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    figures = json.loads(run.stdout.splitlines()[-1])
    memory = figures["memory_after_each_batch"]
    seconds = round(figures.pop("seconds"), 3)
    used = figures["credits_before"] - figures["credits_left"]
    label = f"scheduled action: {used} of {figures['credits_before']} credits used up"
    growth = max(memory[1:]) - memory[1]  # the first batch also warms the caches of the registry
    report.add(Measure(label, seconds, seconds, figures.pop("queries"), growth, 1), **figures)
    print(f"\nmemory after each batch, MB: {memory}")
    assert not figures["differences"]
    assert used > 0


@contextmanager
def _copy_of(name):
    """Copy a database for the time of a ``with`` block."""
    copy = f"{name}_copy"
    _administer(name, "DROP DATABASE IF EXISTS %s", copy)
    _administer(name, "CREATE DATABASE %s TEMPLATE %s", copy, name)
    try:
        yield copy
    finally:
        _administer(name, "DROP DATABASE %s", copy)


def _administer(database, statement, *names):
    """Run a statement that creates or drops; no connection to ``database`` may be open."""
    close_db(database)
    with closing(db_connect("postgres").cursor()) as cr:
        cr.rollback()  # such a statement cannot run in a transaction
        cr._cnx.autocommit = True
        cr.execute(SQL(statement, *map(SQL.identifier, names)))
