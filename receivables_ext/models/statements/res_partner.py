from odoo import fields, models

from ..ledger import roles

GROUPS = roles.COLLECTOR


class ResPartner(models.Model):
    """The statements of a customer: on screen, and each month by mail."""

    _inherit = "res.partner"

    statement_day = fields.Integer(
        string="Monthly statement on day",
        company_dependent=True,
        groups=GROUPS,
        help="Day of the month on which the statement of account is sent, up to the day before. "
        "1: the whole month before. 31: the last day of every month. 0: not sent.",
    )
    statement_mode = fields.Selection(
        selection=lambda self: self.env["receivables.statement"]._choices("mode"),
        string="Kind of statement",
        company_dependent=True,
        groups=GROUPS,
        help="Empty: activity.",
    )
    statement_lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language of statements",
        company_dependent=True,
        groups=GROUPS,
        help="Empty: that of the customer.",
    )
    statement_next_on = fields.Date(
        string="Next statement on",
        company_dependent=True,
        readonly=True,
        groups=GROUPS,
        help="Set by the daily action, from the day of the month.",
    )

    def action_open_statement(self):
        """Show the statement of account of these customers.

        :raises AccessError: the user has no statements
        """
        self.env["receivables.statement"].check_access("create")
        action = self.env["ir.actions.client"]._for_xml_id("receivables_ext.action_statement")
        return {**action, "params": {"partner_ids": self.commercial_partner_id.ids}}
