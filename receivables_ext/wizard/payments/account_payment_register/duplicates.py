from odoo import api, fields, models

from ....models.payments.entry.similar import find_similar


class AccountPaymentRegister(models.TransientModel):
    """Payments of the dialog that look like one already entered need a reason."""

    _inherit = "account.payment.register"

    similar_payment_ids = fields.Many2many(
        "account.payment",
        string="Similar payments",
        compute="_compute_similar_payment_ids",
        help="Payments, in any state, that those of this dialog may repeat.",
    )
    similar_summary = fields.Html(
        string="Similar payments, with links",
        compute="_compute_similar_payment_ids",
        sanitize=False,
    )
    duplicate_reason = fields.Char(
        string="Why this is not a duplicate",
        help="Kept on those of the payments that have a similar one.",
    )

    @api.depends("line_ids", "partner_id", "amount", "currency_id", "payment_date", "group_payment")
    @api.depends_context("uid")
    def _compute_similar_payment_ids(self):
        for wizard in self:
            drafts = wizard._prepare_drafts()
            found = find_similar(drafts)
            similar = self.env["account.payment"].union(*found.values()).with_env(self.env)
            wizard.similar_payment_ids = similar._filtered_access("read")
            wizard.similar_summary = similar._similar_summary(drafts)

    def _prepare_drafts(self):
        """The payments that would be created now, not saved: core's own values and parts."""
        self.ensure_one()
        if not (self.line_ids and self.payment_date):
            return self.env["account.payment"]
        batches = self.batches
        if self.can_edit_wizard and (self.group_payment or len(batches[0]["lines"]) == 1):
            vals_list = [self._create_payment_vals_from_wizard(batches[0])]
        else:
            if not self.group_payment:
                batches = [
                    {**batch, "lines": lines}
                    for batch in batches
                    for lines in batch["lines"].grouped("move_id").values()
                ]
            vals_list = [self._create_payment_vals_from_batch(batch) for batch in batches]
        return self._new_drafts(vals_list)

    def _new_drafts(self, vals_list):
        Payment = self.env["account.payment"]
        drafts = Payment
        for vals in vals_list:
            known = {name: value for name, value in vals.items() if name in Payment._fields}
            drafts += Payment.new({"duplicate_reason": self.duplicate_reason, **known})
        return drafts

    def action_create_payments(self):
        """Ask the person at the dialog why its payments are no duplicates, before anything else.

        Programmes, which call what comes after, are not asked.
        """
        self._prepare_drafts()._check_duplicates()
        self.invalidate_recordset(["batches"])  # their items carry this user's own rights
        return super().action_create_payments()

    def _init_payments(self, to_process, edit_mode=False):
        """Keep the reason on the payments that need one.

        Equal payments of one dialog settle documents that a person chose one by one: that is
        reason enough, unless they give another.
        """
        drafts = self._new_drafts([process["create_vals"] for process in to_process])
        similar, equal = (
            find_similar(drafts),
            find_similar(drafts, among=drafts),
        )
        together = self.env._("Registered together, for other documents")
        for draft, process in zip(drafts, to_process, strict=True):
            if draft in similar or draft in equal:
                reason = self.duplicate_reason or (draft not in similar and together)
                process["create_vals"]["duplicate_reason"] = reason
        return super()._init_payments(to_process, edit_mode=edit_mode)
