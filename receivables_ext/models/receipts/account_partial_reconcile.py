from odoo import models

from .settlement import make_row


class AccountPartialReconcile(models.Model):
    """What receipts say of an allocation."""

    _inherit = "account.partial.reconcile"

    def _get_settlement_row(self, move, exchanged):
        """What this allocation settled of the invoice ``move``, as its receipts print it.

        For a module to tell customers more of a payment, it must override this method and
        ``replace()`` texts of the row that ``super()`` returns.

        :param float exchanged: what an exchange difference adds, in the currency of the invoice
        :return: ``SettlementRow``
        """
        self.ensure_one()
        return make_row(self, move, exchanged)
