from odoo import fields, models

STRATEGIES = [
    ("oldest_due", "Oldest due date"),
    ("oldest_issued", "Oldest document"),
    ("exact_match", "Same amount, then oldest due date"),
    ("legal_order", "Legal order: due first, equal dates in proportion"),
    ("instruction", "Only the documents that the customer names"),
    ("manual", "By hand: propose nothing"),
]


class ResCompany(models.Model):
    """In which order the company allocates credits."""

    _inherit = "res.company"

    allocation_strategy = fields.Selection(
        STRATEGIES,
        string="Allocation strategy",
        default="oldest_due",
        required=True,
        help="In which order credits settle the documents of a customer.",
    )
