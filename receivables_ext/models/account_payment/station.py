from odoo import api, fields, models
from odoo.tools.sql import column_exists, create_column


class AccountPayment(models.Model):
    """Where a customer payment was entered; its journal entry bears the same station."""

    _inherit = "account.payment"

    station_id = fields.Many2one(
        "receivables.station",
        compute="_compute_station_id",
        store=True,
        readonly=False,
        precompute=True,
        copy=False,
        index="btree_not_null",
        check_company=True,
        ondelete="restrict",
        tracking=True,
        help="The site or till where the payment was entered. Proposed: that of the user.",
    )

    def _auto_init(self):
        """Leave payments of before without station, and without computing it for each."""
        if not column_exists(self.env.cr, "account_payment", "station_id"):
            create_column(self.env.cr, "account_payment", "station_id", "int4")
        return super()._auto_init()

    @api.onchange("company_id", "partner_type")
    def _compute_station_id(self):
        """Propose that of the user, once; in a form, another company has other stations."""
        for payment in self:
            if payment.partner_type != "customer" or not payment.company_id:
                payment.station_id = False
                continue
            # Which companies are above another is no secret.
            companies = payment.company_id.sudo().parent_ids
            if not payment.station_id or payment.station_id.sudo().company_id not in companies:
                payment.station_id = self.env.user._default_station(payment.company_id)

    def _compute_journal_id(self):
        """Propose the till of the user's station where core would take any journal."""
        unset = self.filtered(lambda payment: not payment.journal_id and not payment._origin)
        result = super()._compute_journal_id()
        for payment in unset:
            company = payment.company_id or self.env.company
            station = self.env.user._default_station(company)
            if station and payment.partner_type == "customer":
                # A method of payment of the customer himself goes first, as in core.
                partner = payment.partner_id.with_company(company)
                if not partner[f"property_{payment.payment_type}_payment_method_line_id"]:
                    payment.journal_id = station._till(payment.journal_id)
        return result

    def _replacement_values(self):
        """What is entered again stays where it was received."""
        return {**super()._replacement_values(), "station_id": self.station_id.id}

    def _generate_move_vals(self, *args, **kwargs):
        """Book the payment at its station."""
        vals = super()._generate_move_vals(*args, **kwargs)
        return {**vals, "station_id": self.station_id.id}

    def _synchronize_to_moves(self, changed_fields):
        """Let the entry of a draft follow its payment."""
        result = super()._synchronize_to_moves(changed_fields)
        if "station_id" in changed_fields:
            for payment in self:
                if payment.move_id.state == "draft":
                    payment.move_id.station_id = payment.station_id
        return result
