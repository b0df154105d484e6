from odoo import api, fields, models
from odoo.fields import Domain


class ResPartner(models.Model):
    _inherit = "res.partner"

    is_walk_in = fields.Boolean(
        string="Walk-in customer (generic)",
        help="Stands for all buyers without an account: who they are is typed on each document, "
        "and no credit of one is proposed to another.",
    )

    _walk_in_idx = models.Index("(id) WHERE is_walk_in")

    @api.model
    def _statement_recipients_domain(self) -> Domain:
        """Leave out the generic customers: many persons share their account."""
        return super()._statement_recipients_domain() & Domain("is_walk_in", "=", False)
