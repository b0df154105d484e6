"""Documents that are registered already have their version 1.0."""

import logging

from odoo import SUPERUSER_ID, api

from odoo.addons.receivables_ext.models.invoices.versions.install import write_first_versions

_logger = logging.getLogger(__name__)


def migrate(cr, _version):
    """Write version 1.0 of every registered document, by SQL."""
    written = write_first_versions(api.Environment(cr, SUPERUSER_ID, {}))
    _logger.info("Version 1.0 of %s registered documents was written.", written)
