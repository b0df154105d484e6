"""Load the addon's demo files into a database that was made without demo data; runs inside Odoo."""

import sys

from odoo.tools.convert import convert_file

from dev.addon_files import demo_files
from dev.inside_odoo import environment_of
from dev.paths import ADDON


def main(env):
    """Load the files once, in the manifest's order, and say so on the module."""
    module = env["ir.module.module"].search([("name", "=", ADDON)])
    if module.demo:
        return
    if env["res.lang"]._get_data(code="fr_FR"):
        env.company.partner_id.lang = "fr_FR"  # of the books
    for file in demo_files():
        convert_file(env, ADDON, file, {}, "init", noupdate=True)
    module.demo = True


if __name__ == "__main__":
    with environment_of(sys.argv[1]) as env:
        main(env)
