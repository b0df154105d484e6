"""Every process of a shared run works on a database of its own, files included."""

import os
import threading

import pytest


def pytest_collection_modifyitems(config, items):
    """As Odoo's own runner: what is not tagged ``standard`` is run where it alone is asked for."""
    special = [
        item for item in items if "standard" not in getattr(item.cls, "test_tags", {"standard"})
    ]
    if len(special) < len(items):
        config.hook.pytest_deselected(items=special)
        items[:] = [item for item in items if item not in special]


@pytest.fixture(scope="session", autouse=True)
def load_registry(request):
    """Instead of pytest-odoo's: its copies share one folder of stored files.

    There, what one process clears away after a test is what another one is reading.
    """
    if not request.config.getoption("odoo_database", None):
        yield  # tests without Odoo
        return
    from odoo.modules.registry import Registry
    from odoo.sql_db import close_db
    from odoo.tests.common import get_db_name
    from odoo.tools import config

    from dev.database import copy, drop

    original = name = get_db_name()
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        name = f"{original}-{worker}"
        drop(name)
        copy(original, name)
        config["db_name"], config["dbfilter"] = name, f"^{name}$"
    # As pytest-odoo does: loaded inside a test, a registry would start Odoo's own runner.
    threading.current_thread().testing = True
    Registry(name)
    yield
    if worker:
        close_db(name)
        drop(name)
