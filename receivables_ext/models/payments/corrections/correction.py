from odoo import api, fields, models
from odoo.exceptions import UserError

from ...ledger import roles
from ...ledger.permit import permit
from . import refund, reversal

TO_APPROVE = "receivables_ext.mail_activity_correction"


class ReceivablesPaymentCorrection(models.Model):
    """A registered payment is undone: who asked and why, who agreed, and what came of it.

    **How to use**: ``_request()`` corrects a payment; a return and a refund ask with ``_ask()``
    when they need a second person, and are done here once that person approves.
    **How it works**: one rule says which acts need one, ``account.payment._needs_approval()``.
    """

    _name = "receivables.payment.correction"
    _inherit = ["receivables.append.only"]
    _description = "Correction of a payment"
    _order = "id desc"
    _rec_name = "payment_id"
    _check_company_auto = True

    payment_id = fields.Many2one(
        "account.payment", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(related="payment_id.company_id", store=True, index=True)
    currency_id = fields.Many2one(related="payment_id.currency_id")
    partner_id = fields.Many2one(related="payment_id.partner_id", store=True)
    amount = fields.Monetary(related="payment_id.amount")
    act = fields.Selection(
        [
            ("correct", "Correct"),
            ("return", "Returned by the bank"),
            ("refund", "Money given back"),
        ],
        string="What for",
        required=True,
        default="correct",
    )
    # What the act asks beside its reason and day, for the person who approves.
    act_values = fields.Json(string="Details of the act")
    reason = fields.Char(required=True)
    date = fields.Date(string="Date of the reversal", required=True)
    state = fields.Selection(
        [("requested", "To approve"), ("done", "Done"), ("refused", "Refused")], required=True
    )
    create_uid = fields.Many2one("res.users", string="Asked by", readonly=True)
    approver_id = fields.Many2one("res.users", string="Decided by")
    reversal_id = fields.Many2one("account.move", index="btree_not_null", ondelete="restrict")
    replacement_id = fields.Many2one(
        "account.payment", string="Replaced by", ondelete="set null", index="btree_not_null"
    )

    _one_request = models.UniqueIndex(
        "(payment_id) WHERE state = 'requested'",
        "A correction of this payment already waits for approval.",
    )

    # === Request === #

    @api.model
    def _request(self, payment, reason, date):
        """Correct ``payment``, or ask for approval when its amount needs a second person.

        :param str reason: why, kept with the reversal
        :param date: wanted accounting date of the reversal; a closed period moves it
        :return: the correction, done or to approve
        :raises UserError: the payment cannot be corrected
        """
        reversal.lock_payment(payment)
        reversal.check_no_request(payment)
        date = reversal.find_open_date(payment, date)
        if payment._needs_approval():
            return self._ask(payment, "correct", reason, date)
        correction = self._record(payment, "correct", reason, date)
        correction._apply_correct()
        return correction.with_env(self.env)

    @api.model
    def _ask(self, payment, act, reason, date, **act_values):
        """Have a second person decide on an act that undoes ``payment``, which is locked.

        :param str act: correct, return or refund
        :param act_values: what the act needs beside its reason and day, as JSON
        :return: the request, which waits
        """
        request = self._record(payment, act, reason, date, act_values)
        request._ask_managers()
        return request.with_env(self.env)

    @api.model
    def _record(self, payment, act, reason, date, act_values=None):
        # Recorded by the system: that the user may undo this payment was checked by lock_payment().
        return permit.opened(self.sudo()).create(
            {
                "payment_id": payment.id,
                "act": act,
                "act_values": act_values,
                "reason": reason,
                "date": date,
                "state": "requested",
            }
        )

    def _apply_correct(self):
        """Reverse the payment and open the draft that replaces it."""
        self.ensure_one()
        payment = self.payment_id
        date = reversal.find_open_date(payment, self.date)
        entry, released = reversal.reverse_payment(payment, date, self.reason, seen_by_bank=False)
        replacement = reversal.replace_payment(payment, released)
        self.write(
            {
                "state": "done",
                "date": date,
                "reversal_id": entry.id,
                "replacement_id": replacement.id,
            }
        )
        payment._log(
            self.env._("Corrected by %(user)s: %(reason)s", user=self._who(), reason=self.reason),
            entry,
        )

    def _apply_return(self):
        """Bring the debt back, and book the fees."""
        returns = self.env["receivables.payment.return"]
        date = reversal.find_open_date(self.payment_id, self.date)
        returned = returns._record(self.payment_id, self.date, date, **self.act_values)
        self.write({"state": "done", "reversal_id": returned.move_id.id})

    def _apply_refund(self):
        """Give the money back."""
        given = refund.give_back(self.payment_id, self.reason, date=self.date, **self.act_values)
        self.write({"state": "done", "reversal_id": given.move_id.id})

    def _who(self):
        return ", ".join((self.create_uid + self.approver_id).mapped("name"))

    # === Approval === #

    def _ask_managers(self):
        """Leave the managers of the company something to do."""
        self.payment_id._log(
            self.env._(
                "%(user)s asks to undo this payment (%(act)s): %(reason)s. A second person, with "
                "the role Receivables: Manager, must approve.",
                user=self.create_uid.name,
                act=dict(self._fields["act"]._description_selection(self.env))[self.act],
                reason=self.reason,
            )
        )
        for user in self.company_id._receivables_managers() - self.create_uid:
            self.payment_id.activity_schedule(TO_APPROVE, note=self.reason, user_id=user.id)

    @api.model
    def _to_decide(self, payment):
        """The correction of ``payment`` that waits for a second person.

        :raises UserError: none does
        """
        payment.ensure_one()
        if not payment.correction_requested_id:
            raise UserError(
                self.env._(
                    "No correction of %(payment)s waits for a decision: it may have been taken "
                    "in the meantime.",
                    payment=payment.display_name,
                )
            )
        return payment.correction_requested_id

    def action_approve(self):
        """Do what somebody else asked for, and open the payment or the new draft.

        :raises UserError: the same person asked for it, somebody already decided, the person who
            asked left, or the payment was undone meanwhile
        """
        correction = self._decide()
        if not correction.create_uid.active:
            raise UserError(
                self.env._(
                    "%(user)s, who asked for this, no longer works here: refuse the request, and "
                    "undo the payment anew.",
                    user=correction.create_uid.name,
                )
            )
        reversal.check_registered(self.payment_id)
        getattr(correction, f"_apply_{correction.act}")()
        return (correction.replacement_id or self.payment_id)._action_open_form()

    def action_refuse(self):
        """Leave the payment as it is.

        :raises UserError: the same person asked for it, or somebody already decided
        """
        correction = self._decide()
        correction.state = "refused"
        correction.payment_id._log(
            self.env._("%(user)s refused the correction.", user=self.env.user.name)
        )
        return True

    def _action_told(self):
        """Tell the person who asked that a second one decides."""
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "info",
                "message": self.env._("This waits for a second person. The managers were told."),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _decide(self):
        """This correction, to be written by the system for the second person.

        :raises UserError: it is not for this person to decide, or already decided
        """
        self.ensure_one()
        user = self.env.user
        if not user.has_group(roles.MANAGER):
            raise UserError(
                self.env._("Only a user with the role Receivables: Manager decides on corrections.")
            )
        if user == self.create_uid:
            raise UserError(
                self.env._(
                    "You asked for this correction yourself: a second person must decide on it."
                )
            )
        reversal.hold_payment(self.payment_id)
        self.invalidate_recordset()
        if self.state != "requested":
            raise UserError(
                self.env._(
                    "%(user)s already decided on this correction.", user=self.approver_id.name
                )
            )
        # The role and the payment were checked above; the record itself is the system's.
        correction = permit.opened(self.sudo())
        correction.approver_id = user
        correction.payment_id.activity_unlink([TO_APPROVE])
        return correction
