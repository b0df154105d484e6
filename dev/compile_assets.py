"""Compile the bundles of scripts and styles of a database; runs inside Odoo.

Done once before a database is copied: a browser test would do it again each time, in a
transaction that is rolled back.
"""

import sys

from dev.inside_odoo import environment_of

# What pages and PDFs ask for by another way than the one that Odoo looks for.
SCRIPTS = ("bus.websocket_worker_assets", "web.assets_emoji")
PDF_STYLES = ("web.report_assets_common", "web.report_assets_pdf")


def main(env):
    """Compile what pages, browser tests and PDFs can ask for."""
    templates = env["ir.qweb"].sudo()
    templates._pregenerate_assets_bundles()
    for name in SCRIPTS:
        templates._get_asset_bundle(name, css=False).js()
    for name in PDF_STYLES:
        templates._get_asset_bundle(name, js=False, autoprefix=True).css()


if __name__ == "__main__":
    with environment_of(sys.argv[1]) as env:
        main(env)
