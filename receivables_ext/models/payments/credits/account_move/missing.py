from odoo import models
from odoo.exceptions import RedirectWarning, UserError


class AccountMove(models.Model):
    """What is missing before a customer document can be paid, said where it can be filled in."""

    _inherit = "account.move"

    def action_pay_missing(self):
        """Say what is missing before this document can be paid, and lead to it.

        :return: the payment dialog when nothing is missing, else an action that says what is and
            shows the document
        """
        self.ensure_one()
        self.check_access("read")
        why = self._why_not_payable()
        if not why:
            return self.action_register_payment()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning",
                "title": self.env._("Not ready to be paid"),
                "message": why,
                # The button of its own form has it already.
                "next": not self.env.context.get("receivables_on_form") and self._action_form(),
            },
        }

    def action_force_register_payment(self):
        """Open the payment dialog on validated customer documents that are still to pay.

        :raises RedirectWarning: this one is not: says what is missing, and leads to it
        :raises UserError: some of several are not
        """
        self._check_payable()
        return super().action_force_register_payment()

    def action_register_payment(self):
        """As above: core lists no document that it refuses.

        :raises RedirectWarning: this one is not: says what is missing, and leads to it
        :raises UserError: some of several are not
        """
        self._check_payable()
        return super().action_register_payment()

    def _check_payable(self):
        documents = self.filtered(lambda move: move.is_sale_document(include_receipts=True))
        reasons = {move: why for move in documents if (why := move._why_not_payable())}
        # The dialog leaves out what is paid when something else of the selection is not.
        if len(reasons) < len(self):
            reasons = {move: why for move, why in reasons.items() if move.state != "posted"}
        if not reasons:
            return
        sentence = "\n".join(reasons.values())
        if len(reasons) > 1:
            raise UserError(sentence)
        [move] = reasons
        raise RedirectWarning(
            sentence,
            move._action_form(),
            self.env._("Open %(document)s", document=move.display_name),
        )

    def _why_not_payable(self):
        """Why no payment can be registered on this document, ``None`` when one can."""
        name = self.display_name
        if self.state == "cancel":
            return self.env._("%(document)s is cancelled: it is not to be paid.", document=name)
        if self.state == "draft":
            return self._what_is_missing(name)
        if self.payment_state == "reversed":
            return self.env._(
                "%(document)s is cancelled by a credit note: it is not to be paid.", document=name
            )
        if self.currency_id.is_zero(self.amount_residual):
            return self.env._("%(document)s is paid: nothing is left to pay.", document=name)
        return None

    def _what_is_missing(self, name):
        if not self.partner_id:
            return self.env._(
                "%(document)s has no customer: choose the customer, then validate it.",
                document=name,
            )
        if self.currency_id.is_zero(self.amount_total):
            return self.env._(
                "%(document)s has no amount: enter what is sold and its price, then validate it.",
                document=name,
            )
        return self.env._(
            "%(document)s: validate it before you register its payment.", document=name
        )

    def _action_form(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
        }
