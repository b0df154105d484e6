from odoo import fields, models
from odoo.fields import Domain


class ReceivablesTurnover(models.Model):
    """Turnover by document: what was registered last, what the ledger says, and why they differ.

    It is read from documents, their versions and the ledger when it is asked for, and holds
    nothing.
    """

    _name = "receivables.turnover"
    _description = "Turnover"
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "move_id"
    _depends = {
        "account.move": [
            *("move_type", "state", "date", "partner_id", "invoice_user_id", "station_id"),
            *("company_id", "turnover_amount", "revision_count"),
        ],
        "account.move.line": ["move_id", "balance", "account_id", "parent_state", "company_id"],
        "account.account": ["account_type"],
        "receivables.revision": ["move_id", "rank", "invoice_date", "partner_id"],
    }

    move_id = fields.Many2one("account.move", string="Document", readonly=True)
    move_type = fields.Selection(
        selection=lambda self: self.env["account.move"]._fields["move_type"].selection,
        string="Kind",
        readonly=True,
    )
    state = fields.Selection(
        selection=lambda self: self.env["account.move"]._fields["state"].selection,
        string="Status",
        readonly=True,
    )
    revision_id = fields.Many2one(
        "receivables.revision",
        string="Version",
        readonly=True,
        help="The version that counts: the last one that was registered.",
    )
    date = fields.Date(readonly=True, help="The day on which it counts.")
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    user_id = fields.Many2one("res.users", string="Salesperson", readonly=True)
    station_id = fields.Many2one(
        "receivables.station", readonly=True, groups="receivables_ext.group_stations"
    )
    company_id = fields.Many2one("res.company", readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    turnover_amount = fields.Monetary(
        string="Turnover",
        readonly=True,
        help="Tax excluded, of the last registered version, in the currency of the company.",
    )
    ledger_amount = fields.Monetary(
        string="Ledger",
        readonly=True,
        help="What is posted on accounts of income, in the currency of the company.",
    )
    difference = fields.Monetary(readonly=True, help="Turnover less what the ledger says.")
    why = fields.Selection(
        [
            ("preparation", "New version in preparation"),
            ("entry", "Entry that is no invoice"),
            ("account", "Partly on other accounts"),
            ("unversioned", "Registered without a version"),
        ],
        string="Why they differ",
        readonly=True,
        help="While a new version is prepared, the last registered one counts, and the ledger has "
        "nothing. An entry that is no invoice of a customer is in the ledger only; a line on an "
        "account that is no income, in the turnover only.",
    )

    @property
    def _table_query(self):
        return self.env["receivables.turnover.query"]._select_turnover()

    def action_open_document(self):
        """Open the document or entry."""
        self.ensure_one()
        return self.move_id._get_records_action()

    def action_explain(self):
        """Show the journal items of the document, which make the two figures."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Journal items of %(document)s", document=self.move_id.display_name),
            "res_model": "account.move.line",
            "view_mode": "list,form",
            "domain": list(
                Domain("move_id", "=", self.move_id.id)
                & Domain("display_type", "in", ("product", "rounding", "discount", "epd", "cogs"))
            ),
            "context": {"create": False, "delete": False},
        }
