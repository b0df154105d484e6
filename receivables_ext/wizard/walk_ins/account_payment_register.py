from odoo import models

from ...models.walk_ins.identity import check_same_person


class AccountPaymentRegister(models.TransientModel):
    """One payment never pays for two strangers behind the generic customer."""

    _inherit = "account.payment.register"

    def _create_payments(self):
        """Refuse one payment for the documents of several walk-in customers.

        :raises UserError: they are not of the same person
        """
        documents = self.line_ids.move_id
        if self.group_payment and len(documents) > 1:
            for moves in documents.filtered("is_walk_in").grouped("commercial_partner_id").values():
                check_same_person(moves)
        return super()._create_payments()
