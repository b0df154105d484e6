from odoo import api, models
from odoo.fields import Domain


class ResPartner(models.Model):
    """Customers to whom documents are sent."""

    _inherit = "res.partner"

    @api.model
    def _statement_recipients_domain(self) -> Domain:
        """Customers who may be sent statements of account.

        For a module to leave some out, it must override this method and narrow its domain.
        """
        return Domain.TRUE
