"""Documents of customers say where they stand: what the ledger says of them is kept on each."""

from odoo.addons.receivables_ext.models.invoices.life_cycle.facts import fill_facts


def migrate(cr, _version):
    """Fill it on the documents that are there."""
    fill_facts(cr)
