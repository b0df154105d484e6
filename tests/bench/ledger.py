"""Fill a database with three years of receivables of one company.

At scale 1: 2,000 customers, 100,000 invoices (a third in three installments), about 81,000
payments that settle something, 5,000 credit notes, 3,000 unallocated payments of 1,100
customers, and one customer, ``BIG``, with 600 open invoices and 1,000 open credits.

One currency, one product line an invoice, no messages: enough to weigh allocation, not mail.
"""

import logging
import time

from odoo import SUPERUSER_ID, api, fields
from odoo.sql_db import db_connect

from .checks import count_differences
from .clone import write_customers, write_documents
from .plan import BIG, Size, plan_ledger
from .templates import create_customer, create_documents, describe_documents

_logger = logging.getLogger(__name__)

MARKER = "receivables_bench.scale"
"""System parameter of a database that holds a ledger; its value is the scale."""


def fill(env, scale=1.0):
    """Write the ledger in the current transaction and return its :class:`Size`."""
    size = Size.scaled(scale)
    template = create_customer(env)
    documents = create_documents(env, template)
    describe_documents(env, documents)
    write_customers(env, template, size, BIG)
    plan_ledger(env.cr, size, fields.Date.context_today(template))
    write_documents(env, template)
    keep_facts(env)
    env["ir.config_parameter"].sudo().set_param(MARKER, scale)
    return size


def keep_facts(env):
    """What the addon keeps beside documents: as when it is installed on such a ledger."""
    # The addons are not there yet when this file is read.
    from odoo.addons.receivables_ext.models.invoices.life_cycle.facts import fill_facts
    from odoo.addons.receivables_ext.models.payments.entry.account_payment.left import fill_left

    env.flush_all()
    fill_facts(env.cr)
    fill_left(env.cr)
    env.invalidate_all()


def fill_once(registry, scale):
    """Fill the registry's database unless it holds a ledger; refuse another scale.

    :raise ValueError: the database holds a ledger of another scale, or a wrong one was written
    """
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        found = env["ir.config_parameter"].get_param(MARKER)
        if found and float(found) != scale:
            raise ValueError(f"{cr.dbname} holds a ledger of scale {found}: drop it first")
        if found:
            return
        start = time.perf_counter()
        fill(env, scale)
    vacuum(cr.dbname)
    _logger.info("Ledger of scale %s written in %.0f s", scale, time.perf_counter() - start)
    with registry.cursor() as cr:
        differences = count_differences(api.Environment(cr, SUPERUSER_ID, {}))
    if any(differences.values()):
        raise ValueError(f"The ledger is not consistent: {differences}")


def vacuum(dbname):
    """Give the planner its statistics; ``VACUUM`` cannot run in a transaction."""
    with db_connect(dbname).cursor() as cr:
        cr.commit()
        cr._cnx.autocommit = True
        cr.execute("VACUUM ANALYZE")
        cr._cnx.autocommit = False


def big_customer(env):
    """Return the customer with more open invoices and credits than anyone should have."""
    return env["res.partner"].search([("ref", "=", BIG)], limit=1)
