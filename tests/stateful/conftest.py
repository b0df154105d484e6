"""A copy of the test database, where transactions are really committed.

Tests of several users need commits, which the test database must not see. The copy is made
with PostgreSQL's own TEMPLATE once this process has let go of its connections; between
two tests nothing of pytest-odoo holds any.
"""

import os
import shutil
from contextlib import closing
from unittest.mock import patch

import pytest

from odoo import sql_db
from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name
from odoo.tools import SQL, config

from tests.stateful.users import User
from tests.stateful.world import World, day_of, to_cents


def execute(query):
    """Run a statement that PostgreSQL refuses inside a transaction."""
    with closing(sql_db.db_connect("postgres").cursor()) as cr:
        cr._cnx.autocommit = True
        cr.execute(query)


def drop(name):
    Registry.delete(name)
    sql_db.close_db(name)
    execute(SQL("DROP DATABASE IF EXISTS %s WITH (FORCE)", SQL.identifier(name)))
    shutil.rmtree(config.filestore(name), ignore_errors=True)


@pytest.fixture(scope="package")
def copy():
    """Registry of the copy; it is dropped at the end."""
    original, name = get_db_name(), f"{get_db_name()}_users_{os.getpid()}"
    drop(name)
    sql_db.close_db(original)
    execute(SQL("CREATE DATABASE %s TEMPLATE %s", SQL.identifier(name), SQL.identifier(original)))
    try:
        # Loading a registry with this option would run Odoo's own test runner.
        with patch.dict(config.options, {"test_enable": False}):
            registry = Registry(name)
        yield registry
    finally:
        drop(name)


@pytest.fixture
def world(copy):
    """Two customers of the copy and the model of their accounts; nothing left open after."""
    world = World(copy)
    world.cr.commit()
    yield world
    world.cr.rollback()
    leave_nothing_open(world)
    world.cr.commit()
    world.rollback()


def leave_nothing_open(world):
    """Settle everything, so that the runs of later tests find nothing of these customers."""
    for name, partner in world.partners.items():
        lines = world.open_lines(partner)
        net = to_cents(sum(lines.mapped("amount_residual")))
        if net:
            if net > 0:
                document = world.create_payment(name, net, day_of(60))
            else:
                document = world.create_invoice(name, -net, day_of(60))
            document.action_post()
        world.open_lines(partner).reconcile()


@pytest.fixture
def users(copy):
    """Two users of Receivables, called over RPC."""
    with copy.cursor() as cr:
        return User.create(copy, cr, "first"), User.create(copy, cr, "second")
