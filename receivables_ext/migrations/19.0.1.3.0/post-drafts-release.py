import logging

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError

from odoo.addons.receivables_ext.models.allocation import released

_logger = logging.getLogger(__name__)


def migrate(cr, _version):
    """Release what documents in draft still settle: core left it to them."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    drafts = env["account.move.line"].search(
        [
            ("parent_state", "=", "draft"),
            ("matching_number", "!=", False),
            ("account_type", "=", "asset_receivable"),
        ]
    )
    for move in drafts.move_id:
        try:
            with cr.savepoint():
                released.release(move, env._("No longer validated"))
        except UserError as error:
            _logger.warning("%s keeps its allocations: %s", move.display_name, error)
