from odoo import api, fields, models
from odoo.exceptions import UserError

REMITTED = ("cheque", "bill", "note", "cash", "card")
"""Codes of the means that come with the module and are taken to the bank."""


class ReceivablesPaymentMeans(models.Model):
    """Which means are taken to the bank, and on which account they wait until it credits them."""

    _inherit = "receivables.payment.means"

    is_remitted = fields.Boolean(
        string="Taken to the bank",
        compute="_compute_is_remitted",
        store=True,
        readonly=False,
        precompute=True,
        help="Payments stay in the safe until they are taken to the bank with a slip.",
    )
    waiting_account_id = fields.Many2one(
        "account.account",
        string="Waits on",
        compute="_compute_waiting_account_id",
        inverse="_inverse_waiting_account_id",
        domain="[('reconcile', '=', True), ('account_type', '=', 'asset_current')]",
        help="The account of payments that the bank has not credited yet, in all journals of the "
        "company that is selected. Empty: that of each journal.",
    )

    @api.depends("code")
    def _compute_is_remitted(self):
        for means in self:
            means.is_remitted = means.is_remitted or means.code in REMITTED

    def _methods(self):
        """How the selected company offers these means."""
        return self.method_line_ids.filtered(
            lambda line: (
                line.journal_id.company_id == self.env.company and line.payment_type == "inbound"
            )
        )

    @api.depends("method_line_ids.payment_account_id")
    @api.depends_context("company")
    def _compute_waiting_account_id(self):
        for means in self:
            # How core books payments: a setting, which managers see.
            accounts = {line.payment_account_id for line in means.sudo()._methods()}
            means.waiting_account_id = accounts.pop() if len(accounts) == 1 else False

    def _inverse_waiting_account_id(self):
        for means in self:
            account = means.waiting_account_id
            if account and not (account.reconcile and account.account_type == "asset_current"):
                raise UserError(
                    self.env._(
                        "Nothing can wait on %(account)s: choose an account of current assets "
                        "that allows reconciliation.",
                        account=account.display_name,
                    )
                )
            if not means._methods():
                raise UserError(
                    self.env._(
                        "%(means)s is offered in no journal of %(company)s: offer it first.",
                        means=means.name,
                        company=self.env.company.name,
                    )
                )
            means._methods().payment_account_id = account
