from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..followers import FOLLOWERS


class ResPartner(models.Model):
    """What a customer agreed to pay on other days."""

    _inherit = "res.partner"

    agreement_count = fields.Integer(
        string="Agreements",
        compute="_compute_agreement_count",
        groups=FOLLOWERS,
        help="Those that are not over.",
    )

    @api.depends_context("company", "uid")
    def _compute_agreement_count(self):
        counts = dict(
            self.env["receivables.agreement"]._read_group(
                Domain("partner_id.commercial_partner_id", "in", self.commercial_partner_id.ids)
                & Domain("is_live", "=", True),
                ["partner_id"],
                ["__count"],
            )
        )
        totals = Counter()
        for partner, count in counts.items():
            totals[partner.commercial_partner_id] += count
        for partner in self:
            partner.agreement_count = totals[partner.commercial_partner_id._origin]

    def action_open_agreements(self):
        """Show the agreements of this customer."""
        self.ensure_one()
        customer = self.commercial_partner_id
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Agreements: %(customer)s", customer=customer.display_name),
            "res_model": "receivables.agreement",
            "views": [[False, "list"], [False, "form"]],
            "domain": [("partner_id.commercial_partner_id", "=", customer.id)],
            "context": {"search_default_live": 1},
        }

    def action_agree_on_late(self):
        """Prepare an agreement on all that is late of this customer.

        :return: action that opens the draft
        :raises AccessError: the user prepares no agreements
        :raises UserError: nothing is late
        """
        self.ensure_one()
        self.check_access("read")
        late = self.env["receivables.installment"].search(
            self._late_domain(self.commercial_partner_id)
        )
        if not late:
            raise UserError(
                self.env._(
                    "Nothing of %(customer)s is late. Select installments in the schedule instead.",
                    customer=self.display_name,
                )
            )
        return late.action_agree_anew()
