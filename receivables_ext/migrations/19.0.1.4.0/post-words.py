"""The vocabulary of 19.0.1.4.0: words that a database has already are kept by an update."""

from odoo import SUPERUSER_ID, api

from odoo.addons.receivables_ext.hooks import say_core_words


def migrate(cr, _version):
    """Replace our own words, and core's on our screens; means and reasons stay as they are."""
    env = api.Environment(cr, SUPERUSER_ID, {})
    module = env["ir.module.module"].search([("name", "=", "receivables_ext")])
    module._update_translations(overwrite=True)
    say_core_words(env)
