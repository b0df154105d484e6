"""After an update, the log says which figures disagree and which allocations break a rule."""

import logging

import psycopg2

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError

from odoo.addons.receivables_ext.models.checks.findings import find_findings

_logger = logging.getLogger(__name__)
LISTED = 20


def migrate(cr, _version):
    """Check, and change nothing: the update does not fail for what it finds."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    try:
        with cr.savepoint():
            found = find_findings(env)
    except (UserError, psycopg2.Error) as error:
        _logger.warning("The figures of customers were not checked: %s", error)
        return
    if not found:
        _logger.info("The figures of customers agree, no allocation breaks a rule.")
        return
    # With all rights: a log of the administrators.
    partners = env["res.partner"].sudo()
    lines = [
        f"{partners.browse(each.partner_id).display_name or ''}: {each.what} {each.remedy}"
        for each in found[:LISTED]
    ]
    _logger.warning(
        "%s findings in the accounts of customers, see Invoicing > Configuration > Check of the "
        "figures:\n%s",
        len(found),
        "\n".join(lines),
    )
