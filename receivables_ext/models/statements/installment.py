from odoo import models
from odoo.exceptions import UserError


class ReceivablesInstallment(models.Model):
    """The statement of the customers whose installments are selected."""

    _inherit = "receivables.installment"

    def action_send_statement(self):
        """Open the dialog that sends the statement of what is open to these customers.

        Customers who are not to be reminded are left alone, and so is what is marked as paid.

        :return: action that opens the dialog; nothing is sent before it is confirmed
        :raises AccessError: the user sends no statements, or does not see one of them
        :raises UserError: they are of several companies, have no customer, or nobody is to be
            reminded
        """
        self._check_collector()
        self._check_selected()
        companies = self.company_id.root_id
        if len(companies) > 1:
            raise UserError(
                self.env._("Select the installments of one company: a statement is of one.")
            )
        if not self.partner_id:
            raise UserError(self.env._("Select installments that have a customer."))
        to_remind = self.filtered(
            lambda installment: (
                installment.followup_mode != "none" and not installment.settled_outside
            )
        )
        if not to_remind:
            raise UserError(
                self.env._(
                    "These installments are marked as paid, or are not to be reminded of. To send "
                    "the statement all the same, open it from the customer."
                )
            )
        request = self.env["receivables.statement"].create(
            {
                "partner_ids": to_remind.partner_id.commercial_partner_id.ids,
                "mode": "open_items",
                "company_id": companies.id,
            }
        )
        return request.action_send()
