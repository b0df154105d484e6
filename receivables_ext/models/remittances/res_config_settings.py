from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    remittances_since = fields.Datetime(related="company_id.remittances_since", readonly=False)

    def action_wait_on_usual_accounts(self):
        """Let cheques and bills of the company wait on their own accounts."""
        self.company_id._wait_on_usual_accounts()
