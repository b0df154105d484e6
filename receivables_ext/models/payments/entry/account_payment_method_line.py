from odoo import api, fields, models
from odoo.fields import Domain

from .method_names import method_translator


class AccountPaymentMethodLine(models.Model):
    _inherit = "account.payment.method.line"

    means_id = fields.Many2one(
        "receivables.payment.means",
        string="Means of payment",
        index="btree_not_null",
        domain=[("active", "=", True)],
        help="What payments by this method are, and which details they must bear.",
    )

    @api.depends("name", "journal_id")
    @api.depends_context("lang", "hide_payment_journal_id")
    def _compute_display_name(self):
        """Core keeps the name in the language of who installed it: readers get it in theirs."""
        result = super()._compute_display_name()
        translate = method_translator(self.env)
        for line in self.filtered("name"):
            line.display_name = line.display_name.replace(line.name, translate(line.name), 1)
        return result

    @api.model
    def _search_display_name(self, operator, value):
        """Find a method by what is shown of it too."""
        domain = super()._search_display_name(operator, value)
        if operator in Domain.NEGATIVE_OPERATORS:
            return domain
        return (
            Domain(domain)
            | Domain("means_id.name", operator, value)
            | Domain("payment_method_id.name", operator, value)
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
