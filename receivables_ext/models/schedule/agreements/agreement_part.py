from odoo import api, fields, models

from ...ledger.permit import permit


class ReceivablesAgreementPart(models.AbstractModel):
    """What belongs to an agreement: written while it is a draft, and never again."""

    _name = "receivables.agreement.part"
    _description = "What belongs to an agreement"

    agreement_id = fields.Many2one(
        "receivables.agreement", required=True, readonly=True, index=True, ondelete="cascade"
    )
    # Not stored: who writes a part does not say of which company and currency it is.
    company_id = fields.Many2one(related="agreement_id.company_id")
    currency_id = fields.Many2one(related="agreement_id.currency_id")

    @api.model_create_multi
    def create(self, vals_list):
        """Add to a draft.

        :raises UserError: the agreement was proposed already
        """
        created = super().create(vals_list)
        created._check_is_draft()
        return created

    def write(self, vals):
        """Change a draft.

        :raises UserError: the agreement was proposed already, before or with this change
        """
        self._check_is_draft()
        result = super().write(vals)
        self._check_is_draft()
        return result

    def unlink(self):
        """Take out of a draft.

        :raises UserError: the agreement was proposed already
        """
        if not permit.is_uninstalling(self.env):
            self._check_is_draft()
        return super().unlink()

    def _check_is_draft(self):
        if not permit.is_open(self.env):
            # Whether it is a draft is no secret; nothing else of it is read.
            self.sudo().agreement_id._check_is_draft()
