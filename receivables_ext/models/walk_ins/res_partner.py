from odoo import fields, models


class ResPartner(models.Model):
    _inherit = "res.partner"

    is_walk_in = fields.Boolean(
        string="Walk-in customer (generic)",
        help="Stands for all buyers without an account: who they are is typed on each document, "
        "and no credit of one is proposed to another.",
    )

    _walk_in_idx = models.Index("(id) WHERE is_walk_in")
