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
    _inherit = "res.company"

    allocation_strategy = fields.Selection(
        STRATEGIES,
        string="Allocation strategy",
        default="oldest_due",
        required=True,
        help="In which order credits settle the documents of a customer.",
    )
    credit_policy = fields.Selection(
        [
            ("propose", "Propose the credit on the invoice"),
            ("apply", "Apply the credit automatically"),
        ],
        string="When an invoice is validated",
        default="propose",
        required=True,
        help="What happens with the open credits of the customer when an invoice is validated.",
    )
    receivable_account_ids = fields.Many2many(
        "account.account",
        "receivables_company_account_rel",
        string="Other customer accounts",
        help="Accounts of customer debt or credit that are not of type Receivable, such as "
        "doubtful customers (416) or deposits received (4191).",
    )
