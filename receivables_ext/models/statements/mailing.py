from odoo import api, fields, models


class ReceivablesStatementMailing(models.Model):
    """Statements that somebody sent in one go: how many, how many left, how many did not."""

    _name = "receivables.statement.mailing"
    _description = "Mailing of statements"
    _order = "id desc"

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    user_id = fields.Many2one("res.users", string="By", required=True, readonly=True)
    copy_ids = fields.One2many(
        "receivables.statement.copy", "mailing_id", string="Statements", readonly=True
    )
    failed_ids = fields.One2many(
        "receivables.statement.copy",
        "mailing_id",
        string="Statements not sent",
        domain=[("state", "=", "failed")],
        readonly=True,
    )
    count = fields.Integer(string="Statements to send", readonly=True)
    sent_count = fields.Integer(string="Sent", compute="_compute_counts")
    failed_count = fields.Integer(string="Not sent", compute="_compute_counts")
    progress = fields.Integer(compute="_compute_counts", help="In percent.")
    state = fields.Selection(
        [("running", "In progress"), ("done", "Done")], string="Status", compute="_compute_counts"
    )
    announced_on = fields.Datetime(string="Ended on", readonly=True)

    @api.depends("copy_ids.state", "count")
    def _compute_counts(self):
        groups = self.env["receivables.statement.copy"]._read_group(
            [("mailing_id", "in", self.ids)], ["mailing_id", "state"], ["__count"]
        )
        counts = {(mailing.id, state): count for mailing, state, count in groups}
        for mailing in self:
            sent, failed = (counts.get((mailing.id, state), 0) for state in ("sent", "failed"))
            issued = counts.get((mailing.id, "issued"), 0)
            mailing.sent_count = sent
            mailing.failed_count = failed
            # To make a statement and to send it are half of the work each.
            ended = 2 * (sent + failed) + issued
            mailing.progress = 100 * ended // (2 * mailing.count) if mailing.count else 100
            mailing.state = "done" if sent + failed >= mailing.count else "running"

    @api.depends("user_id", "create_date")
    def _compute_display_name(self):
        for mailing in self:
            mailing.display_name = (
                self.env._("Sending of one statement")
                if mailing.count == 1
                else self.env._("Sending of %(count)s statements", count=mailing.count)
            )

    def action_open_copies(self):
        """Show the statements of this mailing."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "receivables_ext.action_statement_copies"
        )
        return {**action, "domain": [("mailing_id", "=", self.id)], "context": {}}

    def action_retry(self):
        """Send once more what could not be sent."""
        self.ensure_one()
        return self.copy_ids.filtered(lambda copy: copy.state == "failed").action_retry()

    def _announce(self):
        """Tell the user who sent them, once, that all statements are dealt with."""
        for mailing in self:
            mailing.invalidate_recordset(["sent_count", "failed_count", "progress", "state"])
            if mailing.state != "done" or mailing.announced_on:
                continue
            mailing.announced_on = fields.Datetime.now()
            words = mailing.with_context(lang=mailing.user_id.lang).env
            mailing.user_id._bus_send(
                "simple_notification",
                {
                    "type": "warning" if mailing.failed_count else "success",
                    "title": words._("Statements of account"),
                    "message": words._(
                        "Sent: %(sent)s. Not sent: %(failed)s.",
                        sent=mailing.sent_count,
                        failed=mailing.failed_count,
                    ),
                    "sticky": True,
                },
            )
