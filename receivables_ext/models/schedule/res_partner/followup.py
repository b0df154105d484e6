from odoo import fields, models

FOLLOWUP_MODES = [
    ("email", "E-mail"),
    ("phone", "Telephone"),
    ("letter", "Letter"),
    ("none", "No reminder"),
]


class ResPartner(models.Model):
    """How this customer is reminded of what is late."""

    _inherit = "res.partner"

    followup_mode = fields.Selection(
        FOLLOWUP_MODES,
        string="Reminder by",
        help="Empty: by e-mail. No reminder: the customer is left alone.",
    )
