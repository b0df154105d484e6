from odoo import api, fields, models


class ReceivablesReturnReason(models.Model):
    """Why a bank returns a payment: codes of the bank, as it writes them."""

    _name = "receivables.return.reason"
    _description = "Reason of a returned payment"
    _order = "code"
    _rec_names_search = ["code", "name"]

    code = fields.Char(required=True, help="As the bank writes it, such as AM04.")
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    means_ids = fields.Many2many(
        "receivables.payment.means",
        string="Means of payment",
        help="The means of payment that are returned for this reason; none: all of them.",
    )

    _unique_code = models.UniqueIndex("(code)", "This code is already in the list.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for reason in self:
            reason.display_name = f"{reason.code} {reason.name}"
