from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...ledger.asked import with_amounts


class ResPartner(models.Model):
    """The deposit that this customer pays when they accept a quotation."""

    _inherit = "res.partner"

    deposit_policy = fields.Selection(
        [("none", "No deposit"), ("percentage", "A percentage of their own")],
        string="Deposit asked",
        company_dependent=True,
        help="What new quotations of this customer ask as a deposit. Empty: as the company does.",
    )
    deposit_percentage = fields.Float(
        string="Deposit percentage",
        digits=(5, 2),
        company_dependent=True,
        help="Part of the total that this customer pays as a deposit, in percent.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Create customers.

        :raises UserError: the deposit asked is no number
        """
        read = [with_amounts(self.env, vals, "deposit_percentage") for vals in vals_list]
        return super().create(read)

    def write(self, vals):
        """Write on customers.

        :raises UserError: the deposit asked is no number
        """
        return super().write(with_amounts(self.env, vals, "deposit_percentage"))

    @api.constrains("deposit_policy", "deposit_percentage")
    def _check_deposit_percentage(self):
        for partner in self:
            asks = partner.deposit_policy == "percentage"
            if asks and not 0 < partner.deposit_percentage <= 100:
                raise ValidationError(
                    self.env._(
                        "Give %(customer)s a deposit above 0 and up to 100 %%, or choose "
                        "No deposit.",
                        customer=partner.display_name,
                    )
                )

    @api.model
    def _commercial_fields(self):
        """Contacts order for their company."""
        return [*super()._commercial_fields(), "deposit_policy", "deposit_percentage"]

    def _deposit_percentage_asked(self):
        """What a quotation for them asks, in percent: theirs, else that of the company in use."""
        entity = self.commercial_partner_id
        if entity.deposit_policy == "percentage":
            return entity.deposit_percentage
        return 0.0 if entity.deposit_policy else self.env.company.deposit_percentage
