from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import formatLang


class ReceivablesAllocationLine(models.Model):
    """A document that another draft is meant to settle: which one, and how to take it over."""

    _inherit = "receivables.allocation.line"

    held_by_id = fields.Many2one(
        "account.payment",
        string="Held by",
        compute="_compute_held_by_id",
        help="Another payment that is not registered yet, or is scheduled, and is meant to settle "
        "this document: what it takes is not proposed here.",
    )

    @api.depends("line_id", "payment_id.state")
    def _compute_held_by_id(self):
        others = self._find_others().grouped("line_id")
        for line in self:
            held = others.get(line.line_id._origin, self.browse())
            held = held.filtered(lambda other, own=line: other.payment_id != own.payment_id._origin)
            line.held_by_id = line.payment_id.state == "draft" and held[:1].payment_id

    def _find_others(self):
        """Lines of drafts that settle the same documents, those of these payments included."""
        return self.search(
            Domain("line_id", "in", self.line_id._origin.ids)
            & Domain("payment_id.state", "=", "draft")
            & Domain("amount", "!=", 0.0)
        )

    def action_take_over(self):
        """Settle this document with this payment, and no longer with the draft that holds it.

        :return: action that shows this payment again
        :raises UserError: no other draft holds it
        """
        for line in self:
            payment = line.payment_id
            held = line._find_others().filtered(lambda other, own=payment: other.payment_id != own)
            if not held:
                raise UserError(
                    self.env._(
                        "No other payment holds %(document)s any more: propose again.",
                        document=line.move_id.display_name,
                    )
                )
            for other in held:
                other.payment_id._message_log(
                    body=self.env._(
                        "%(document)s (%(amount)s) was taken over by another payment: %(payment)s.",
                        document=line.move_id.display_name,
                        amount=formatLang(self.env, other.amount, currency_obj=other.currency_id),
                        payment=payment.display_name,
                    )
                )
            held.unlink()
            left = max(0.0, payment.credit_left_amount + line.amount)
            if payment.currency_id == line.document_currency_id:
                line.write({"amount": min(line.amount_residual, left), "reason": "manual"})
        return self.payment_id[:1]._get_records_action()
