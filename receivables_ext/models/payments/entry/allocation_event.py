from odoo import api, fields, models
from odoo.tools import SQL


class ReceivablesAllocationEvent(models.Model):
    """How the money of an allocation came, and from whom: kept whatever becomes of the payment."""

    _inherit = "receivables.allocation.event"

    means_id = fields.Many2one(
        "receivables.payment.means",
        ondelete="restrict",
        index="btree_not_null",
        readonly=True,
        help="Of the payment; of a credit note that was refunded, that of the refund.",
    )
    method_name = fields.Char(
        string="Name of the method",
        readonly=True,
        help="The name of the method when the payment was registered, as documents print it.",
    )
    payer_id = fields.Many2one(
        "res.partner",
        string="Paid by",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        help="Who paid, when it is not the customer.",
    )

    @api.model
    def _find_facts(self, partials):
        """Keep how the money came and who paid: one query more."""
        found = super()._find_facts(partials)
        for partial_id, means_id, name, payer_id in self.env.execute_query(
            self._money_query(partials)
        ):
            found[partial_id] |= {
                "means_id": means_id,
                "method_name": name,
                "payer_id": payer_id,
            }
        return found

    @api.model
    def _money_query(self, partials):
        """The payment whose money settles or, for a credit note, is given back."""
        Payment, Line = self.env["account.payment"], self.env["account.move.line"]
        read = [Line._fields["payment_id"]]
        read += [
            Payment._fields[name] for name in ("means_id", "method_name", "payer_id", "partner_id")
        ]
        return SQL(
            """SELECT part.id, money.means_id, money.method_name,
                      CASE WHEN payer.commercial_partner_id <> customer.commercial_partner_id
                           THEN payer.id END
                 FROM account_partial_reconcile part
                 JOIN account_move_line debit ON debit.id = part.debit_move_id
                 JOIN account_move_line credit ON credit.id = part.credit_move_id
                 JOIN account_payment money
                   ON money.id = COALESCE(credit.payment_id, debit.payment_id)
            LEFT JOIN res_partner payer ON payer.id = money.payer_id
            LEFT JOIN res_partner customer ON customer.id = money.partner_id
                WHERE part.id IN %s""",
            tuple(partials.ids),
            to_flush=read,
        )
