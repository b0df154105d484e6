"""Fixtures of the benchmarks: the ledger's database, an accountant's environment, a report."""

import os
from pathlib import Path

import pytest

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name

from . import ledger
from .measure import Report

GROUPS = ("account.group_account_manager", "receivables_ext.group_receivables_manager")


@pytest.fixture(scope="session")
def scale():
    """Size of the ledger: 1 is 100,000 invoices."""
    return float(os.environ.get("BENCH_SCALE", "1"))


@pytest.fixture(scope="session")
def registry(scale):
    """The registry of the benchmark's database, which holds the ledger."""
    registry = Registry(get_db_name())
    ledger.fill_once(registry, scale)
    return registry


@pytest.fixture
def env(registry):
    """An environment of an accountant; everything is rolled back, and its traces swept.

    Rolled back writes bloat tables: without a vacuum the order of tests would count.
    """
    with registry.cursor() as cr:
        user = api.Environment(cr, SUPERUSER_ID, {}).ref("base.user_admin")
        groups = [user.env.ref(name, raise_if_not_found=False) for name in GROUPS]
        user.group_ids = [Command.link(group.id) for group in groups if group]
        user.env.flush_all()
        yield api.Environment(
            cr, user.id, {"allowed_company_ids": user.company_id.ids, "lang": "en_US"}
        )
        cr.rollback()
    registry.clear_all_caches()
    ledger.vacuum(registry.db_name)


@pytest.fixture(scope="session")
def report(request, scale):
    """Collect measures; print and write them when the session ends."""
    report = Report()
    yield report
    path = Path(request.config.rootpath) / "build" / "bench.json"
    report.write(path, scale=scale)
    print(f"\n\nReceivables benchmark, scale {scale:g}\n\n{report.table()}\n\nWritten to {path}")
