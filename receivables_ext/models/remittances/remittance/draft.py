from odoo import models
from odoo.exceptions import LockError, UserError
from odoo.fields import Domain

from ...ledger import asked
from ...ledger.permit import permit


class ReceivablesRemittance(models.Model):
    """How a slip is filled: what is in the safe is put on it, and taken off again."""

    _inherit = "receivables.remittance"

    def add_payments(self, payment_ids):
        """Put payments on a draft slip.

        :param payment_ids: list of ids
        :raises AccessError: the user may not write on one of them
        :raises UserError: the slip was remitted, or a payment cannot be on it: says why
        """
        self.ensure_one()
        ids = asked.read_ids(self.env, payment_ids)
        self._add(self.env["account.payment"].browse(ids))
        return True

    def action_propose(self):
        """Put on it all that is in the safe for this journal and means, due by its date.

        :raises UserError: there is nothing, or the slip was remitted
        """
        self.ensure_one()
        Payment = self.env["account.payment"]
        found = Payment.search(
            Payment._in_hand_domain()
            & Domain("remittance_id", "=", False)
            & Domain("company_id", "=", self.company_id.id)
            & Domain("journal_id", "=", self.journal_id.id)
            & Domain("means_id", "=", self.means_id.id)
            & Domain("currency_id", "=", self.currency_id.id)
            & Domain("collection_state", "=", "registered")
            & (
                Domain("instrument_due_date", "=", False)
                | Domain("instrument_due_date", "<=", self.date)
            ),
            order="id",
        )
        if not found:
            raise UserError(
                self.env._(
                    "Nothing in the safe for %(means)s of %(journal)s on that day.",
                    means=self.means_id.name,
                    journal=self.journal_id.name,
                )
            )
        self._add(found)
        return True

    def _add(self, payments):
        self.check_access("write")
        payments.check_access("write")
        self._hold()
        self._check_draft()
        payments = self._hold_payments(payments)
        for problem in payments._remittance_problems(self):
            raise UserError(problem)
        # Checked above, and held until the transaction ends.
        permit.opened(payments).write({"remittance_id": self.id})

    def _take_off(self, payments):
        """Put payments back into the safe.

        :raises UserError: the slip was remitted
        """
        self.check_access("write")
        payments.check_access("write")
        self._hold()
        self._check_draft()
        self._release(payments & self.payment_ids)

    def _release(self, payments):
        permit.opened(payments).write({"remittance_id": False})

    def _hold(self):
        """Keep others away from this slip until the transaction ends.

        :raises UserError: somebody was faster
        """
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is working on %(slip)s at this moment. Look at it again in a "
                    "minute.",
                    slip=self[:1].display_name,
                )
            ) from error
        self.invalidate_recordset()

    def _hold_payments(self, payments):
        """Keep others away from these payments: nobody puts them on another slip meanwhile.

        :return: the payments, to be read anew and together
        :raises UserError: somebody was faster
        """
        try:
            payments.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is working on one of these payments at this moment. Try again "
                    "in a minute."
                )
            ) from error
        payments = payments.browse(payments.ids)
        payments.invalidate_recordset(["remittance_id", "collection_state", "is_matched"])
        return payments
