"""A copy of the test database, where transactions are really committed.

Tests of several users need commits, which the test database must not see. The copy is made
with PostgreSQL's own TEMPLATE once this process has let go of its connections; between
two tests nothing of pytest-odoo holds any.
"""

import os
import shutil
from contextlib import closing
from datetime import timedelta
from unittest.mock import patch

import pytest

from odoo import sql_db
from odoo.fields import Command, Date
from odoo.modules.registry import Registry
from odoo.tests.common import get_db_name
from odoo.tools import SQL, config

from tests.stateful.model import INVOICE, PAYMENT
from tests.stateful.users import User
from tests.stateful.world import CUSTOMERS, World, day_of, to_cents


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
    world.env["account.payment"].union(*world.book.scheduled).action_unschedule()
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


@pytest.fixture
def managers(copy):
    """Two persons who decide on corrections."""
    groups = ("receivables_ext.group_receivables_manager",)
    with copy.cursor() as cr:
        return [User.create(copy, cr, name, groups) for name in ("head", "deputy")]


@pytest.fixture
def cashiers(copy):
    """Two persons who may give money back."""
    groups = ("receivables_ext.group_receivables_user", "account.group_account_invoice")
    with copy.cursor() as cr:
        return [User.create(copy, cr, name, groups) for name in ("till", "desk")]


@pytest.fixture
def paid(world):
    """A payment of 120, of which 100 settle an invoice."""
    documents = {
        INVOICE: world.create_invoice(CUSTOMERS[0], 10000, day_of(30)),
        PAYMENT: world.create_payment(CUSTOMERS[0], 12000, day_of(40)),
    }
    names = []
    for kind, document in documents.items():
        document.action_post()
        names.append(world.record(kind, CUSTOMERS[0], document))
    invoice, payment = ((name, 0) for name in names)
    world.env["receivables.allocation"].apply([world.row(invoice, payment, 10000)])
    world.adopt()
    world.cr.commit()
    return documents[PAYMENT]


@pytest.fixture
def due(world):
    """Four payments of 10, each scheduled on an invoice of 15; their day has come."""
    return schedule(world, 4)


def schedule(world, count):
    """As many payments as ``due``: see there."""
    for _number in range(count):
        invoice = world.create_invoice(CUSTOMERS[0], 1500, day_of(30))
        invoice.action_post()
        key = (world.record(INVOICE, CUSTOMERS[0], invoice), 0)
        payment = world.create_payment(CUSTOMERS[0], 1000, Date.today() + timedelta(1))
        plan = {"line_id": world.lines[key].id, "amount": 10.0}
        payment.allocation_line_ids = [Command.create(plan)]
        payment.action_schedule()
        world.book.scheduled[payment] = (CUSTOMERS[0], {key: 1000})
    payments = [*world.book.scheduled]
    let_a_night_pass(world, payments)
    return payments


def let_a_night_pass(world, payments):
    """What was scheduled for tomorrow is due."""
    world.env.flush_all()
    query = (
        "UPDATE account_payment SET date = %(day)s, scheduled_date = %(day)s WHERE id IN %(ids)s"
    )
    ids = tuple(payment.id for payment in payments)
    world.cr.execute(SQL(query, day=Date.today(), ids=ids))
    world.cr.commit()
    world.env.invalidate_all()
