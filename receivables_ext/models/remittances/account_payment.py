from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..ledger import roles
from ..ledger.permit import permit
from ..payments.entry.account_payment.registration import REGISTERED

READERS = f"{roles.COLLECTOR},{roles.READS_ACCOUNTING}"


class AccountPayment(models.Model):
    """Which slip a payment was taken to the bank with, and what is still in the safe."""

    _inherit = "account.payment"

    remittance_id = fields.Many2one(
        "receivables.remittance",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        groups=READERS,
        help="The slip with which it is taken to the bank.",
    )
    taken_out_of_id = fields.Many2one(
        "receivables.remittance",
        string="Taken out of",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        groups=READERS,
        help="The slip that it was on when the bank returned it, or when it was corrected.",
    )
    in_safe = fields.Boolean(
        string="In the safe",
        compute="_compute_in_safe",
        search="_search_in_safe",
        groups=READERS,
        help="Received and in hand: neither on a slip that was remitted nor shown by the bank. "
        "What is dated stays there until its day.",
    )
    drawer = fields.Char(
        compute="_compute_drawer", help="Who pays: the third party, else the customer."
    )

    # === In the safe === #

    @api.model
    def _in_hand_domain(self) -> Domain:
        """Payments that may be taken to the bank: registered, or scheduled for their day.

        For a module to keep some of them apart, it must override this method and narrow its domain.
        """
        domain = Domain.OR(
            # Since when slips are made is a setting that a clerk may not read.
            Domain("company_id", "=", company.id)
            & Domain("create_date", ">=", company.sudo().remittances_since or "1900-01-01")
            for company in self.env.companies
        )
        return (
            domain
            & Domain("partner_type", "=", "customer")
            & Domain("payment_type", "=", "inbound")
            & Domain("means_id.is_remitted", "=", True)
            & Domain("collection_state", "in", ("registered", "scheduled"))
            & Domain("is_matched", "=", False)
        )

    @api.model
    def _search_in_safe(self, operator, value):
        if operator != "in":
            return NotImplemented
        domain = self._in_hand_domain() & (
            Domain("remittance_id", "=", False) | Domain("remittance_id.state", "=", "draft")
        )
        return domain if True in value else ~domain

    @api.depends("collection_state", "is_matched", "remittance_id.state", "means_id")
    def _compute_in_safe(self):
        found = self.search(Domain("id", "in", self.ids) & Domain("in_safe", "=", True))
        for payment in self:
            payment.in_safe = payment in found

    @api.depends("payer_id", "partner_id")
    def _compute_drawer(self):
        for payment in self:
            payment.drawer = (payment.payer_id or payment.partner_id).name

    # === On a slip === #

    def action_take_to_bank(self):
        """Put these payments on new slips, one for each company, journal, means and currency.

        :return: action that opens the slip, or the list of them
        :raises AccessError: the user makes no slips
        :raises UserError: a payment cannot be taken to the bank: says why
        """
        Slip = self.env["receivables.remittance"]
        slips = Slip
        for key, payments in self.grouped(lambda payment: payment._slip_key()).items():
            company, journal, means, _currency = key
            if not means.is_remitted:
                raise UserError(next(payments._remittance_problems(Slip)))
            slip = Slip.with_company(company).create(
                {"company_id": company.id, "journal_id": journal.id, "means_id": means.id}
            )
            slip._add(payments)
            slips += slip
        if not slips:
            raise UserError(self.env._("Select payments to take to the bank."))
        return slips._get_records_action(name=self.env._("Remittances to the bank"))

    def action_take_off(self):
        """Put payments of a draft slip back into the safe.

        :raises UserError: the slip was remitted
        """
        for slip, payments in self.grouped("remittance_id").items():
            if slip:
                slip._take_off(payments)
        return True

    def _slip_key(self):
        return (self.company_id, self.journal_id, self.means_id, self.currency_id)

    def _fits_slip(self, slip):
        """Whether this payment was received as those of ``slip`` are."""
        return self._slip_key() == (
            slip.company_id,
            slip.journal_id,
            slip.means_id,
            slip.currency_id,
        )

    def _remittance_problems(self, slip):
        """Why these payments cannot be on ``slip``: a sentence for each."""
        for payment in self:
            if why := next(payment._reasons_against(slip), None):
                yield self.env._(
                    "%(payment)s cannot be taken to the bank: %(why)s.",
                    payment=payment.display_name,
                    why=why,
                )

    def _reasons_against(self, slip):
        """Why this payment cannot be on ``slip``: parts of sentences."""
        env = self.env
        # Which slip it is on, and how core books it, is no secret to who makes slips of it.
        known = self.sudo()
        other, account = known.remittance_id - slip, known.outstanding_account_id
        if not self._customer_payments():
            yield env._("it is no payment of a customer")
        if self.state not in REGISTERED or self.collection_state != "registered":
            yield env._("it is not registered")
        if not self.means_id.is_remitted:
            yield env._("its means is not one that is taken to the bank")
        if other:
            yield env._("it is on %(slip)s", slip=other.display_name)
        if not account.reconcile:
            yield env._(
                "it is booked straight on the account %(account)s, where nothing waits for the "
                "bank. Give its means an account to wait on",
                account=account.display_name,
            )
        if self.is_matched:
            yield env._("the bank already shows it")
        if slip and not self._fits_slip(slip):
            yield env._("the slip is for another journal, means, currency or company")

    # === Once it is there === #

    def _get_transfer_reason(self):
        """Why this payment counts as transferred to accounting: it was taken to the bank."""
        # Which slip it is on does not depend on what the user may read.
        slip = self.sudo().remittance_id
        if slip.remitted_on:
            return self.env._("it was taken to the bank with %(slip)s", slip=slip.name)
        return super()._get_transfer_reason()

    def _replacement_values(self):
        """A corrected payment is the same paper: it takes the place of the other on the slip."""
        values = super()._replacement_values()
        # As above; presented again, it goes to the bank with another slip.
        slip = self.sudo().taken_out_of_id
        if slip and self.collection_state == "reversed":
            values["remittance_id"] = slip.id
        return values

    def _before_registering(self, vals):
        """Leave the slip where what is corrected is how the payment came in."""
        result = super()._before_registering(vals)
        # As above: which slip it is on.
        misfits = self.sudo().filtered(
            lambda payment: payment.remittance_id and not payment._fits_slip(payment.remittance_id)
        )
        permit.opened(misfits).write({"remittance_id": False})
        return result

    def _leave_slip(self):
        """Take these payments, which were undone, out of their slips; those remitted keep note."""
        for slip, payments in self.grouped("remittance_id").items():
            permit.opened(payments).write(
                {"remittance_id": False, "taken_out_of_id": slip.remitted_on and slip.id}
            )
            if slip.remitted_on:
                for payment in payments:
                    slip._message_log(
                        body=self.env._(
                            "%(payment)s is no longer on it: undone by %(reversal)s.",
                            payment=payment.display_name,
                            reversal=payment._posted_reversals()[:1].display_name,
                        )
                    )
