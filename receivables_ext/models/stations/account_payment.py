from odoo import api, models


class AccountPayment(models.Model):
    """Where a customer payment was entered; its journal entry bears the same station."""

    _name = "account.payment"
    _inherit = ["account.payment", "receivables.station.stamp"]

    def _bears_station(self):
        return self.partner_type == "customer"

    @api.onchange("partner_type")
    def _onchange_partner_type(self):
        """Only customers' payments bear a station."""
        self._compute_station_id()

    def _compute_journal_id(self):
        """Propose the till of the user's station where core would take any journal."""
        unset = self.filtered(lambda payment: not payment.journal_id and not payment._origin)
        result = super()._compute_journal_id()
        for payment in unset:
            company = payment.company_id or self.env.company
            station = self.env.user._default_station(company)
            if station and payment.partner_type == "customer":
                # A method of payment of the customer goes first, as in core.
                partner = payment.partner_id.with_company(company)
                if not partner[f"property_{payment.payment_type}_payment_method_line_id"]:
                    payment.journal_id = station._till(payment.journal_id)
        return result

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
