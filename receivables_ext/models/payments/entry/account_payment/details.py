from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools.i18n import format_list

from odoo.addons.base_iban.models.res_partner_bank import (
    normalize_iban,
    pretty_iban,
    validate_iban,
)

from .. import guard
from ..method_names import method_translator

# Detail of a payment -> what its means says of it.
USE_OF = {
    "instrument_number": "number_use",
    "instrument_bank": "bank_use",
    "instrument_account": "account_use",
    "instrument_due_date": "due_date_use",
}


class AccountPayment(models.Model):
    """What a payment was made with: a cheque, a transfer, a bill, and its details."""

    _inherit = "account.payment"

    means_id = fields.Many2one(
        "receivables.payment.means",
        compute="_compute_means_id",
        store=True,
        index="btree_not_null",
    )
    # Of the method or, without one, of the journal: not a translated field, as core names methods.
    method_name = fields.Char(
        string="Name of the method",
        compute="_compute_method_name",
        store=True,
        help="The name of the method when the payment was registered, as documents print it.",
    )
    method_shown = fields.Char(
        string="Way of payment",
        compute="_compute_method_shown",
        help="The means of payment, or the name of the method, in the language of the reader.",
    )
    number_use = fields.Selection(related="means_id.number_use", string="Number asked")
    bank_use = fields.Selection(related="means_id.bank_use", string="Bank asked")
    account_use = fields.Selection(related="means_id.account_use", string="Account asked")
    due_date_use = fields.Selection(related="means_id.due_date_use", string="Due date asked")

    instrument_number = fields.Char(
        string="Instrument number",
        copy=False,
        help="The number of the cheque or bill, or the reference of the transaction.",
    )
    instrument_bank = fields.Char(string="Instrument bank", help="The bank that is to pay.")
    instrument_account = fields.Char(
        string="Instrument account",
        inverse="_inverse_instrument_account",
        help="The account that the cheque or bill is drawn on; an IBAN is kept without spaces.",
    )
    instrument_account_shown = fields.Char(
        string="Payer's account",
        compute="_compute_instrument_account_shown",
        inverse="_inverse_instrument_account_shown",
        help="The account that the cheque or bill is drawn on; an IBAN is shown by fours.",
    )
    instrument_due_date = fields.Date(
        string="Instrument due date",
        copy=False,
        help="The day from which the bank pays the cheque or bill.",
    )

    @api.depends("payment_method_line_id.means_id", "state")
    def _compute_means_id(self):
        """What the method is; a payment keeps what it was when it was registered."""
        for payment in self:
            if payment.state in (False, "draft"):
                payment.means_id = payment.payment_method_line_id.means_id

    @api.depends("payment_method_line_id.name", "journal_id.name", "state")
    def _compute_method_name(self):
        """What the method is called; a payment keeps what it was called when it was registered."""
        for payment in self:
            if payment.state in (False, "draft") or not payment.method_name:
                method = payment.payment_method_line_id
                payment.method_name = method.name or payment.journal_id.name

    @api.depends("means_id.name", "method_name")
    @api.depends_context("lang")
    def _compute_method_shown(self):
        translate = method_translator(self.env)
        for payment in self:
            payment.method_shown = payment.means_id.name or translate(payment.method_name)

    @api.depends("move_id.name")
    def _compute_display_name(self):
        """Name drafts as our own documents do, in every language."""
        result = super()._compute_display_name()
        for payment in self.filtered(lambda payment: not payment.name):
            payment.display_name = self.env._("Draft payment")
        return result

    # === The account === #

    @api.model
    def _is_iban(self, account):
        try:
            validate_iban(account)
        except ValidationError:
            return False
        return True

    def _inverse_instrument_account(self):
        for payment in self.filtered("instrument_account"):
            typed = payment.instrument_account
            compact = normalize_iban(typed).upper() if self._is_iban(typed) else typed.strip()
            if compact != typed:
                payment.instrument_account = compact

    @api.depends("instrument_account")
    def _compute_instrument_account_shown(self):
        for payment in self:
            account = payment.instrument_account
            payment.instrument_account_shown = account and pretty_iban(account)

    def _inverse_instrument_account_shown(self):
        for payment in self:
            payment.instrument_account = payment.instrument_account_shown

    @api.constrains("instrument_account", "payment_method_line_id")
    def _check_instrument_account(self):
        for payment in self:
            account = payment.instrument_account
            if account and payment.account_use == "iban" and not self._is_iban(account):
                raise ValidationError(
                    self.env._(
                        "%(account)s is not a valid IBAN. Check the account of the payer of "
                        "%(payment)s, character by character.",
                        account=account,
                        payment=guard.name_of_payment(payment),
                    )
                )

    # === Entry === #

    @api.onchange("payment_method_line_id")
    def _onchange_means(self):
        """Forget what this means does not ask."""
        for detail, use in USE_OF.items():
            if self[use] in (False, "no"):
                self[detail] = False

    @api.onchange("instrument_due_date")
    def _onchange_instrument_due_date(self):
        """The bank pays nothing before that day, so the payment is proposed for it."""
        due = self.instrument_due_date
        if self.state == "draft" and due and due > fields.Date.context_today(self):
            self.date = due

    # === Registration === #

    def _missing_details(self):
        """What the means of a payment requires and was not typed: list of words, to be shown."""
        self.ensure_one()
        if guard.are_takings(self, self.env):
            return []
        labels = {
            "instrument_number": self.env._("number"),
            "instrument_bank": self.env._("bank"),
            "instrument_account": self.env._("payer's account"),
            "instrument_due_date": self.env._("due date"),
        }
        return [
            labels[detail]
            for detail, use in USE_OF.items()
            if self[use] in ("required", "iban") and not self[detail]
        ]

    def _check_can_register(self):
        """Refuse payments without the details that their means requires."""
        result = super()._check_can_register()
        for payment in self:
            missing = payment._missing_details()
            if missing:
                raise UserError(
                    self.env._(
                        "%(payment)s (%(means)s) lacks this: %(details)s. "
                        "Complete it, then validate again.",
                        payment=guard.name_of_payment(payment),
                        means=payment.means_id.name,
                        details=format_list(self.env, missing),
                    )
                )
        self._check_instrument_account()
        return result
