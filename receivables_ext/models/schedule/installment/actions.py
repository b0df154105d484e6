from odoo import models
from odoo.exceptions import UserError


class ReceivablesInstallment(models.Model):
    """What collectors do with the installments that they have selected."""

    _inherit = "receivables.installment"

    def action_register_payment(self):
        """Open the payment dialog on what is left of exactly these installments.

        Those that are paid are left out. Several customers get a payment each.

        :return: action that opens the dialog
        :raises AccessError: the user registers no payments, or does not see one of them
        :raises UserError: nothing is left to collect on them
        """
        self._check_clerk()
        # The account may be one that the company added: core's dialog knows its own types only.
        types = self.env["account.payment"]._get_valid_payment_account_types()
        lines = self._to_collect().filtered(lambda line: line.account_type in types)
        if not lines:
            raise UserError(
                self.env._(
                    "These installments are on no receivable account. Enter a payment of their "
                    "customer instead."
                )
            )
        if len(lines.company_id.root_id) > 1:
            raise UserError(
                self.env._("Select the installments of one company: a payment is received by one.")
            )
        return lines.action_register_payment(
            {
                "receivables_whole_installments": True,
                "receivables_parts_amount": self._parts_amount(),
                "dont_redirect_to_payments": True,
            }
        )

    def _parts_amount(self):
        """What is left of the selected parts of agreements; nothing where whole items are selected.

        The dialog is about items: it asks for all of them unless it is told how much of them.
        """
        if len(self.currency_id) != 1 or not any(each.id < 0 for each in self):
            return False
        return self.currency_id.round(sum(self.mapped("amount_to_collect")))

    def action_allocate_credits(self):
        """Open the dialog that proposes the credits of the customers for these installments.

        :return: action that opens the dialog; nothing is settled before it is confirmed
        :raises AccessError: the user allocates nothing, or does not see one of them
        :raises UserError: nothing is left to collect, or no credit fits
        """
        self._check_clerk()
        return self.env["receivables.allocate.selection"]._open_for(self._to_collect())

    def action_note(self):
        """Open the dialog that writes one note beside all of these installments.

        :return: action that opens the dialog
        :raises AccessError: the user may not write one, or does not see one of them
        """
        return self._action_remark("note", self.env._("Note"))

    def action_promise(self):
        """Open the dialog that says when the customer promised to pay these installments.

        :return: action that opens the dialog
        :raises AccessError: the user may not write it, or does not see one of them
        :raises UserError: all of them are paid
        """
        self._to_collect()
        return self._action_remark("promise", self.env._("Promise to pay"))

    def _action_remark(self, kind, name):
        self._check_collector()
        self._check_selected()
        remark = self.env["receivables.installment.remark"]._prepare_remark(self, kind)
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": remark._name,
            "res_id": remark.id,
            "views": [[False, "form"]],
            "target": "new",
        }
