from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import formatLang

from ...ledger.permit import permit
from . import reversal


class ReceivablesPaymentReturn(models.Model):
    """The bank returned a payment: when, why, and what it cost.

    A new event, never an edit: the payment keeps its number and its history, the debt comes back
    with its own due dates.
    """

    _name = "receivables.payment.return"
    _inherit = ["receivables.append.only"]
    _description = "Returned payment"
    _order = "date desc, id desc"
    _rec_name = "reason_id"  # what the payment says about it
    _check_company_auto = True

    payment_id = fields.Many2one(
        "account.payment", required=True, index=True, ondelete="restrict", check_company=True
    )
    company_id = fields.Many2one(related="payment_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(related="payment_id.partner_id", store=True)
    date = fields.Date(required=True)
    reason_id = fields.Many2one("receivables.return.reason", required=True, ondelete="restrict")
    note = fields.Char()
    move_id = fields.Many2one(
        "account.move", string="Reversal", required=True, index=True, ondelete="restrict"
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    fees = fields.Monetary(help="In the currency of the company, zero or more.")
    fees_charged = fields.Boolean(string="Fees charged to the customer")
    fees_move_id = fields.Many2one(
        "account.move", string="Entry of the fees", index="btree_not_null", ondelete="restrict"
    )
    # {journal item id: amount in the currency of the payment}, to propose it again.
    released = fields.Json(string="Settled until it was returned")

    @api.model
    def _return(
        self, payment, date, reason, *, note="", fees=0.0, charged=False, account=None, seen=False
    ):
        """Undo ``payment`` because the bank returned it.

        :param date: day of the return; a closed period moves the entries
        :param reason: ``receivables.return.reason``
        :param float fees: what the bank charged, company currency, zero or more
        :param bool charged: the customer owes the fees; otherwise they go to ``account``
        :param bool seen: a file of the bank says so: a fact, that nobody needs to approve; what the
            customer is charged for it is none
        :return: the return; none yet when it waits for a second person
        :raises UserError: the payment is not registered, or the values make no sense
        """
        reversal.lock_payment(payment)
        self._check_fees(payment, fees, charged, account)
        open_date = reversal.find_open_date(payment, date)
        values = {
            "reason_id": reason.id,
            "note": note,
            "fees": fees,
            "charged": charged,
            "account_id": account.id if account else False,
        }
        if seen:  # a fact needs nobody's approval, what the customer is charged for it does
            needs_approval = charged and payment._needs_approval(0.0, fees)
        else:
            reversal.check_no_request(payment)
            needs_approval = payment._needs_approval(fees=fees)
        if needs_approval:
            words = " ".join(filter(None, (reason.display_name, note)))
            self.env["receivables.payment.correction"]._ask(
                payment, "return", words, date, **values
            )
            return self.browse()
        return self._record(payment, date, open_date, **values).with_env(self.env)

    @api.model
    def _record(self, payment, date, open_date, *, reason_id, note, fees, charged, account_id):
        """Undo ``payment``, whose return was checked and, where asked, approved."""
        reason = self.env["receivables.return.reason"].browse(reason_id)
        why = " ".join(filter(None, (reason.display_name, note)))
        move, released = reversal.reverse_payment(payment, open_date, why, seen_by_bank=True)
        # Recorded by the system: that the user may undo this payment was checked by lock_payment().
        returned = permit.opened(self.sudo()).create(
            {
                "payment_id": payment.id,
                "date": date,
                "reason_id": reason_id,
                "note": note,
                "move_id": move.id,
                "fees": fees,
                "fees_charged": charged,
                "released": released,
            }
        )
        if fees:
            returned._book_fees(open_date, account_id)
        payment._log(
            self.env._("Returned by the bank: %(reason)s", reason=why), move, returned.fees_move_id
        )
        return returned

    @api.model
    def _check_fees(self, payment, fees, charged, account):
        currency = payment.company_id.currency_id
        if currency.compare_amounts(fees, 0.0) < 0:
            raise UserError(self.env._("Bank fees cannot be below zero."))
        # A setting of the company that a clerk may not read.
        most = payment.company_id.sudo().return_fees_max
        if most and currency.compare_amounts(fees, most) > 0:
            raise UserError(
                self.env._(
                    "Bank fees of %(fees)s are above what the settings allow: %(most)s. Check the "
                    "notice of the bank.",
                    fees=formatLang(self.env, fees, currency_obj=currency),
                    most=formatLang(self.env, most, currency_obj=currency),
                )
            )
        if fees and not charged and account and account.internal_group != "expense":
            raise UserError(
                self.env._(
                    "%(account)s is not an account of expenses: bank fees are one. Choose another "
                    "account.",
                    account=account.display_name,
                )
            )
        if fees and not charged and not account:
            raise UserError(
                self.env._("Choose the account of the bank fees, or charge them to the customer.")
            )

    def _book_fees(self, date, account_id):
        """What the bank took, as an entry of its own: owed by the customer or an expense."""
        payment = self.payment_id
        # The language of the books, not of the person: accountants read it in every list.
        books = self.with_context(lang=self.company_id.partner_id.lang or self.env.lang).env
        label = books._("Bank fees of returned payment %(payment)s", payment=payment.name)
        bank = {
            "account_id": payment._get_outstanding_account("outbound").id,
            "balance": -self.fees,
        }
        cost = {"account_id": account_id, "balance": self.fees}
        if self.fees_charged:
            customer = payment.partner_id.commercial_partner_id
            cost.update(
                account_id=payment.destination_account_id.id,
                partner_id=customer.id,
                date_maturity=date,
            )
        move = self.env["account.move"].create(
            {
                "move_type": "entry",
                "journal_id": payment.journal_id.id,
                "date": date,
                "ref": label,
                "station_id": payment.station_id.id,
                "line_ids": [Command.create({"name": label, **line}) for line in (bank, cost)],
            }
        )
        move._post(soft=False)
        self.fees_move_id = move

    @api.model
    def _present_again(self, payment):
        """A draft of the returned ``payment``, meant to settle what it had settled.

        :return: the new payment, dated today, or the one that presents it again already
        :raises UserError: the payment was not returned
        """
        reversal.hold_payment(payment)
        if payment.collection_state != "returned":
            raise UserError(
                self.env._(
                    "%(payment)s was not returned: there is nothing to present again.",
                    payment=payment.display_name,
                )
            )
        payment.invalidate_recordset(["replacement_ids"])
        # Two clicks, or two people, present one cheque once.
        if known := payment.replacement_ids.filtered(lambda again: again.state != "canceled"):
            return known[0]
        payment.replacement_ids.flush_recordset()  # the unique index must know those cancelled
        today = fields.Date.context_today(self)
        # The keys of what is stored as JSON are texts.
        released = payment.return_ids[:1].released or {}
        released = {int(key): value for key, value in released.items()}
        return reversal.replace_payment(payment, released, date=today)
