from odoo import models
from odoo.exceptions import UserError

from ....models.allocation.owner import is_same_holder


class AccountPaymentRegister(models.TransientModel):
    """A payment of the dialog is money of the customer whose documents it settles."""

    _inherit = "account.payment.register"

    def _init_payments(self, to_process, edit_mode=False):
        """Refuse a customer that a remote call or a default gave: core would settle all the same.

        :raises UserError: the payment would be of another customer than its documents
        """
        for process in to_process:
            vals = process["create_vals"]
            payer = self.env["res.partner"].browse(vals.get("partner_id"))
            other = process["to_reconcile"].filtered(
                lambda line, payer=payer: not is_same_holder(line.partner_id, payer)
            )
            if other and vals.get("partner_type") == "customer":
                raise UserError(
                    self.env._(
                        "A payment of %(owner)s cannot settle %(debit)s of %(debtor)s: a credit "
                        "settles the documents of its own customer. Enter a payment and say there "
                        "by whom it is paid.",
                        owner=payer.display_name,
                        debit=other[0].move_id.display_name,
                        debtor=other[0].partner_id.display_name,
                    )
                )
        return super()._init_payments(to_process, edit_mode=edit_mode)
