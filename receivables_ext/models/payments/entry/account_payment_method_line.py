from odoo import api, fields, models


class AccountPaymentMethodLine(models.Model):
    _inherit = "account.payment.method.line"

    means_id = fields.Many2one(
        "receivables.payment.means",
        string="Means of payment",
        index="btree_not_null",
        domain=[("active", "=", True)],
        help="What payments by this method are, and which details they must bear.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Offer methods; one that is only given a means is received by hand, as core says it."""
        manual = self.env.ref("account.account_payment_method_manual_in")
        return super().create(
            [
                {"payment_method_id": manual.id, **vals} if vals.get("means_id") else vals
                for vals in vals_list
            ]
        )

    @api.depends("means_id")
    def _compute_name(self):
        """A method is named by its means, until somebody names it otherwise."""
        for line in self:
            line.name = line.name or line.means_id.name
        return super()._compute_name()
