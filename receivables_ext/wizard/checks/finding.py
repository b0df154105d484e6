from dataclasses import asdict

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ...models.checks.findings import find_findings
from ...models.ledger import asked, roles


class ReceivablesFinding(models.TransientModel):
    """A line of the check of the figures: what is wrong, and what mends it."""

    _name = "receivables.finding"
    _inherit = ["receivables.dialog"]
    _description = "Finding of the check of the figures"

    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    move_id = fields.Many2one("account.move", string="Document", readonly=True)
    what = fields.Char(string="What is wrong", readonly=True)
    remedy = fields.Char(string="What mends it", readonly=True)

    @api.model
    @api.readonly
    def get_findings(self, partner_ids=None):
        """What is wrong in the companies in use: figures that differ, rules that are broken.

        :param list partner_ids: ids of customers; all of them when it is not given
        :return: list of dicts ``partner_id``, ``company_id``, ``move_id`` (ids, or None), ``what``,
            ``remedy`` (sentences in the language of the user); empty when all is well
        :raise AccessError: the user is no manager of Receivables
        :raise UserError: ``partner_ids`` are no ids
        """
        if not (self.env.su or self.env.user.has_group(roles.MANAGER)):
            raise AccessError(
                self.env._(
                    "Only managers of Receivables can check the figures. Ask one of them, or an "
                    "administrator for the role Receivables: Manager."
                )
            )
        if partner_ids is not None:
            partner_ids = asked.read_ids(self.env, partner_ids)
            self.env["res.partner"].browse(partner_ids).check_access("read")
        return [asdict(finding) for finding in find_findings(self.env, partner_ids)]

    @api.model
    def action_check(self):
        """Check all customers now and list what is wrong.

        :raise AccessError: the user is no manager of Receivables
        """
        found = self.get_findings()
        if not found:
            return {
                "type": "ir.actions.client",
                "tag": "display_notification",
                "params": {
                    "type": "success",
                    "message": self.env._(
                        "All figures agree with the ledger, and no allocation breaks a rule."
                    ),
                },
            }
        # What was found under the rights of the user, for them alone; the documents of
        # other customers that it names are those that an allocation ties to theirs.
        lines = self.sudo().create(found)
        action = self.env["ir.actions.act_window"]._for_xml_id("receivables_ext.action_findings")
        return {**action, "domain": [("id", "in", lines.ids)]}
