from odoo import api, fields, models
from odoo.exceptions import ValidationError


class AccountPayment(models.Model):
    """The pile that a payment was entered with."""

    _inherit = "account.payment"

    pile_id = fields.Many2one(
        "receivables.payment.pile",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The payments that were entered with this one.",
    )
    customer_typed = fields.Char(
        string="Customer as typed",
        copy=False,
        readonly=True,
        help="What names no customer yet: a code, a name or the number of a document.",
    )
    pile_refusal = fields.Char(
        string="Why it is not registered",
        copy=False,
        readonly=True,
        help="What was said when its pile was registered.",
    )

    @api.constrains("pile_id", "journal_id", "currency_id")
    def _check_pile_journal(self):
        """A pile adds up: one journal, one currency."""
        for payment in self.filtered("pile_id"):
            pile = payment.pile_id
            if (payment.journal_id, payment.currency_id) != (pile.journal_id, pile.currency_id):
                raise ValidationError(
                    self.env._(
                        "The payments of a pile come in by its journal, in its currency: enter "
                        "this one in another pile."
                    )
                )
