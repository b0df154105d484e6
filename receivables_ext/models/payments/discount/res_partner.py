from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...ledger import roles


class ResPartner(models.Model):
    """Terms of settlement that differ from those of the company.

    They decide what a clerk may close, so that not everybody who edits contacts may set them.
    """

    _inherit = "res.partner"

    has_own_terms = fields.Boolean(
        string="Own terms of settlement",
        company_dependent=True,
        groups=roles.MANAGER,
        help="Days of grace and tolerated differences of this customer, instead of those of the "
        "company. All zero: none.",
    )
    discount_grace_days = fields.Integer(
        string="Days of grace",
        company_dependent=True,
        groups=roles.MANAGER,
        help="How many days after its last day a discount is still granted.",
    )
    tolerance_amount = fields.Float(
        string="Tolerated difference",
        company_dependent=True,
        groups=roles.MANAGER,
        help="In the currency of the company: how much of a document a payment may lack, or "
        "exceed, and still close it. With a percentage, the smaller of both.",
    )
    tolerance_percentage = fields.Float(
        string="Tolerated percentage",
        company_dependent=True,
        groups=roles.MANAGER,
        help="Percentage of what is due that a payment may lack, or exceed.",
    )

    @api.constrains("discount_grace_days", "tolerance_amount", "tolerance_percentage")
    def _check_own_terms(self):
        for partner in self:
            if (
                min(partner.discount_grace_days, partner.tolerance_amount) < 0
                or not 0 <= partner.tolerance_percentage <= 100
            ):
                raise ValidationError(
                    self.env._(
                        "Terms of settlement of %(customer)s: days and amounts cannot be below "
                        "zero, nor a percentage above 100.",
                        customer=partner.display_name,
                    )
                )

    @api.model
    def _commercial_fields(self):
        return [
            *super()._commercial_fields(),
            *("has_own_terms", "discount_grace_days", "tolerance_amount", "tolerance_percentage"),
        ]
