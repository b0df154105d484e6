"""What is left of each payment is kept beside it: lists are filtered and grouped by it at once."""

from odoo.addons.receivables_ext.models.payments.entry.account_payment.left import fill_left


def migrate(cr, _version):
    """Fill it on the payments that are there."""
    fill_left(cr)
