import logging

import psycopg2

from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from .models.ledger.permit import permit

_logger = logging.getLogger(__name__)


def uninstall_hook(env):
    """Take the payments of the examples away, which are as definitive as any other.

    Those of the company stay: they are in its books. Examples that cannot be deleted, as in a
    closed period, stay too.
    """
    examples = env["ir.model.data"].search(
        Domain("module", "=", "receivables_ext")
        & Domain("model", "=", "account.payment")
        & Domain("name", "=like", "demo\\_%")
    )
    payments = env["account.payment"].with_context(force_delete=True)
    payments = permit.opened(payments)
    payments = payments.browse(examples.mapped("res_id")).exists()
    try:
        with env.cr.savepoint():
            while followers := payments.replacement_ids + payments.refund_ids - payments:
                payments |= followers
            _delete(payments)
    except (UserError, psycopg2.Error) as error:
        _logger.warning("The payments of the examples stay: %s", error)


def _delete(payments):
    """Delete ``payments`` with what was entered about them."""
    returns, corrections = payments.return_ids, payments.correction_ids
    entries = returns.move_id + returns.fees_move_id + corrections.reversal_id
    corrections.unlink()
    returns.unlink()
    entries.button_draft()
    entries.unlink()
    payments.export_ids = [Command.clear()]
    payments.action_draft()
    payments.unlink()
