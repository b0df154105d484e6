"""A real server with two workers on a copy of the test database, and those who call it."""

import os
from functools import cache
from unittest.mock import patch

import pytest

from odoo import sql_db
from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name
from odoo.tools import config

from dev.database import copy, drop
from dev.ports import HOST, any_free
from dev.server import serving
from tests.attack.caller import Caller


@pytest.fixture(scope="package")
def town():
    """A town in a database of its own, which is dropped at the end."""
    from tests.attack.founder import Founder  # addons are on the path by now, and not before
    from tests.attack.photograph import photograph

    original, name = get_db_name(), f"{get_db_name()}-attack-{os.getpid()}"
    drop(name)
    sql_db.close_db(original)
    copy(original, name)
    try:
        # Loading a registry with this option would run Odoo's own test runner.
        with patch.dict(config.options, {"test_enable": False}):
            registry = Registry(name)
        with registry.cursor() as cr:
            town = Founder(registry, cr).found()
        town.founded = frozenset(photograph(name))
        yield town
    finally:
        Registry.delete(name)
        sql_db.close_db(name)
        drop(name)


@pytest.fixture(scope="package")
def url(town, tmp_path_factory):
    """Address of a server with two workers, and nothing that runs by itself."""
    port, log = any_free(), tmp_path_factory.mktemp("attack") / "server.log"
    options = ["--workers=2", "--max-cron-threads=0", f"--gevent-port={any_free()}"]
    with serving(town.database, port, log, *options):
        yield f"http://{HOST}:{port}"


@pytest.fixture(scope="package")
def callers(town, url):
    """``callers(role)``: who calls as that role, logged in once."""

    @cache
    def caller(role):
        login = None if role == "anonymous" else role
        return Caller(url, town.database, login, [town.company])

    dialog = {"payment_id": town.big_payment, "reason_id": town.reason}
    [town.ids["managers_dialog"]] = caller("manager")(
        "receivables.return.payment", "create", [dialog]
    )
    return caller
