from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...rules.receipts import UNCERTAIN_MEANS
from .preview import preview_payment


class AccountPayment(models.Model):
    """The receipt of a payment: what it settled, and what is left of it."""

    _inherit = "account.payment"

    def _may_come_back(self):
        """Whether this payment was received by a means that the bank pays later, or returns.

        For a module to know other ones, it must override this method and call ``super()``.
        """
        return self.means_id.code in UNCERTAIN_MEANS

    def _awaits_clearing(self):
        return self._may_come_back() and not self.is_matched

    def action_preview_receipt(self):
        """Show the receipt as it would be today, marked DRAFT; nothing is written.

        :raises UserError: it is no registered customer payment
        """
        self.ensure_one()
        return preview_payment(self)

    def action_issue_receipt(self):
        """Have the receipts of these payments made, archived and sent, as the settings say.

        A payment that has one already, which says the same, gets no other.

        :return: an action that shows them

        :raises AccessError: the user may not enter payments
        :raises UserError: one of them is no registered customer payment
        """
        self.check_access("write")  # a customer gets it: not for those who only read
        self._check_can_issue_receipt()
        receipts = self.env["receivables.receipt.issue"]._queue_payment(self)
        return receipts._get_records_action(name=self.env._("Payment receipts"))

    def action_print_receipt(self):
        """Make the receipt of this payment now, archive it, and show its PDF to print.

        The settings say whether it is sent too. A payment that has one already, which says the
        same, has that one printed again.

        :return: action that opens the PDF
        :raises AccessError: the user may not enter payments
        :raises UserError: it is no registered customer payment, or the PDF cannot be made
        """
        self.ensure_one()
        self.check_access("write")  # as in action_issue_receipt()
        self._check_can_issue_receipt()
        issue = self.env["receivables.receipt.issue"]
        receipt = issue._queue_payment(self)
        issue._make_now(receipt)
        return receipt.action_print()

    def _before_deleting(self):
        """Keep payments whose receipt was issued.

        :raises UserError: the receipt of one of them was issued
        """
        # Who may not delete is told just that.
        self.check_access("unlink")
        self._check_no_receipt()
        return super()._before_deleting()

    def _check_no_receipt(self):
        # Receipts do not depend on who deletes.
        receipts = self.env["receivables.receipt.issue"].sudo()._writable()
        about = Domain("kind", "=", "payment") & Domain("payment_ids", "in", self.ids)
        receipts = receipts.search(about)
        if issued := receipts.filtered("sha256")[:1]:
            raise UserError(
                self.env._(
                    "%(receipt)s was issued about %(payment)s, which is kept as its evidence. "
                    "Cancel the payment instead of deleting it.",
                    receipt=issued.display_name,
                    payment=issued.payment_ids[:1].display_name,
                )
            )
        # What only waits leaves with the payment.
        receipts.unlink()

    def _check_can_issue_receipt(self):
        """Only money that came in, and did not leave again, has a receipt."""
        for payment in self:
            if not self.env["receivables.receipt.issue"]._is_receivable(payment):
                raise UserError(
                    self.env._(
                        "%(payment)s has no receipt: choose a payment of a customer that is "
                        "registered and was not returned or reversed.",
                        payment=payment.display_name,
                    )
                )
