from odoo import api, fields, models
from odoo.exceptions import UserError


class ReceivablesInstallmentRemark(models.TransientModel):
    """What a customer said of some installments: a note, or the day on which they will pay."""

    _name = "receivables.installment.remark"
    _inherit = ["receivables.dialog"]
    _description = "Remark on installments"

    # Installments are no records of a table: their journal items are.
    line_ids = fields.Many2many("account.move.line", string="Installments", readonly=True)
    kind = fields.Selection(
        [("note", "Note"), ("promise", "Promise to pay")], required=True, readonly=True
    )
    count = fields.Integer(string="Number of installments", compute="_compute_summary")
    summary = fields.Char(string="Customers", compute="_compute_summary")
    is_promised = fields.Boolean(string="Already promised", readonly=True)
    note = fields.Char(help="What is known of it. It is also said on the document.")
    promised_date = fields.Date(
        string="Promised on", help="The day on which the customer promises to pay."
    )

    @api.depends("line_ids")
    def _compute_summary(self):
        for remark in self:
            installments = remark._installments()
            remark.count = len(installments)
            remark.summary = ", ".join(installments.partner_id.mapped("display_name"))

    def _installments(self):
        return self.env["receivables.installment"].search([("line_id", "in", self.line_ids.ids)])

    @api.model
    def _prepare_remark(self, installments, kind):
        """A dialog for ``installments``, with what all of them already say."""
        notes, promises = set(installments.mapped("note")), installments.mapped("promised_date")
        return self.create(
            {
                "line_ids": installments.line_id.ids,
                "kind": kind,
                "is_promised": any(promises),
                "note": notes.pop() if kind == "note" and len(notes) == 1 else False,
                "promised_date": promises[0] if len(set(promises)) == 1 else False,
            }
        )

    def action_save(self):
        """Write down the note, or the promise and its note, of all these installments.

        An empty note takes theirs away.

        :raises UserError: no day is given, or it is past
        """
        self.ensure_one()
        values = {"note": self.note}
        if self.kind == "promise":
            self._check_promised_date()
            values = {"promised_date": self.promised_date}
            if self.note:
                values["note"] = self.note
        return self._write_down(values)

    def action_clear_promise(self):
        """Forget the promise of all these installments."""
        self.ensure_one()
        return self._write_down({"promised_date": False})

    def _check_promised_date(self):
        if not self.promised_date:
            raise UserError(self.env._("Enter the day on which the customer promises to pay."))
        if self.promised_date < fields.Date.context_today(self):
            raise UserError(
                self.env._("A promise is for today or later. Enter the day of the payment.")
            )

    def _write_down(self, values):
        installments = self._installments()
        installments._check_collector()
        if "promised_date" in values:  # what is paid is promised no longer
            installments = installments.filtered(lambda one: not one.settled)
        installments._write_down(values)
        return {"type": "ir.actions.act_window_close"}
