from odoo import fields, models


class AccountPayment(models.Model):
    """The pile that a payment was entered with."""

    _inherit = "account.payment"

    pile_id = fields.Many2one(
        "receivables.payment.pile",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The payments that were entered with this one.",
    )
    customer_typed = fields.Char(
        string="Customer as typed",
        copy=False,
        readonly=True,
        help="What names no customer yet: a code, a name or the number of a document.",
    )
    pile_refusal = fields.Char(
        string="Why it is not registered",
        copy=False,
        readonly=True,
        help="What was said when its pile was registered.",
    )
