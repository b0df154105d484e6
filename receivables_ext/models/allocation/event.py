from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..ledger.permit import adjusting, permit


class ReceivablesAllocationEvent(models.Model):
    """Who allocated or released what, when and why: an append-only history.

    The ledger holds the allocations in force; one that was removed leaves no trace there.
    Written where every allocation passes: ``account.partial.reconcile``.
    """

    _name = "receivables.allocation.event"
    _description = "Allocation history"
    _order = "id desc"
    _rec_name = "debit_name"

    kind = fields.Selection(
        [("allocated", "Allocated"), ("removed", "Removed")], required=True, readonly=True
    )
    partial_id = fields.Many2one(
        "account.partial.reconcile",
        string="Allocation in force",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
    )
    debit_move_id = fields.Many2one(
        "account.move", string="Invoice", ondelete="set null", index=True, readonly=True
    )
    credit_move_id = fields.Many2one(
        "account.move", string="Credit", ondelete="set null", index=True, readonly=True
    )
    # The numbers stay readable when a document that was never sent is deleted.
    debit_name = fields.Char(string="Settled document", readonly=True)
    credit_name = fields.Char(string="Credit used", readonly=True)
    # Which installments: a document that is validated again finds them.
    debit_line_id = fields.Many2one(
        "account.move.line",
        string="Settled item",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
    )
    credit_line_id = fields.Many2one(
        "account.move.line",
        string="Item of the credit",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
    )
    partner_id = fields.Many2one("res.partner", string="Customer", index=True, readonly=True)
    company_id = fields.Many2one("res.company", required=True, index=True, readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    amount = fields.Monetary(
        readonly=True, help="In the currency of the settled document, above zero."
    )
    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Currency of the company"
    )
    company_amount = fields.Monetary(
        string="Amount in company currency",
        currency_field="company_currency_id",
        readonly=True,
        help="As the ledger allocated it, without the difference of exchange.",
    )
    credit_kind = fields.Selection(
        [("payment", "Payment"), ("credit_note", "Credit note"), ("other", "Other")],
        string="Kind of credit",
        readonly=True,
        help="Whether money settled the document, a credit note, or an entry of another kind.",
    )
    reversed_event_id = fields.Many2one(
        "receivables.allocation.event",
        string="Allocation removed",
        ondelete="set null",
        index="btree_not_null",
        readonly=True,
        help="The line of this history that says when what is removed here had been allocated. "
        "Empty when that was before the module was installed.",
    )
    reason = fields.Selection(
        selection=lambda self: [
            *self.env["receivables.open.item"]._fields["reason"]._description_selection(self.env),
            ("accounting", self.env._("Settled directly, in a dialog or in accounting")),
        ],
        string="Why",
        readonly=True,
    )
    note = fields.Char(string="Comment", readonly=True)

    @api.model
    def _record_allocations(self, kind, partials, reasons=None, note=None):
        """Write one line of history for each customer allocation among ``partials``.

        :param dict reasons: reason code for (debit line id, credit line id)
        """
        if adjusting.is_open(partials.env):
            return self.browse()
        reasons = reasons or {}
        # The history is written by the system, for every allocation; it gives nothing to read.
        kept = partials.sudo().filtered(lambda partial: partial._is_customer_allocation())
        facts = self._find_facts(kept) if kept else {}
        # As above.
        return self.sudo().create(
            [
                {
                    "kind": kind,
                    "partial_id": partial.id if kind == "allocated" else False,
                    "debit_move_id": partial.debit_move_id.move_id.id,
                    "credit_move_id": partial.credit_move_id.move_id.id,
                    "debit_line_id": partial.debit_move_id.id,
                    "credit_line_id": partial.credit_move_id.id,
                    "debit_name": self._name_of_move(partial.debit_move_id.move_id),
                    "credit_name": self._name_of_move(partial.credit_move_id.move_id),
                    "partner_id": partial.debit_move_id.partner_id.id,
                    "company_id": partial.company_id.id,
                    "currency_id": partial.debit_move_id.currency_id.id,
                    "amount": partial.debit_amount_currency,
                    "company_amount": partial.amount,
                    "reason": kind == "allocated"
                    and reasons.get(
                        (partial.debit_move_id.id, partial.credit_move_id.id), "accounting"
                    ),
                    "note": note,
                    **facts[partial.id],
                }
                for partial in kept
            ]
        )

    @api.model
    def _find_facts(self, partials):
        """What the history keeps of ``partials`` for later: one query, whatever their number.

        For a module to keep more, it must override this method and call ``super()``.

        :return: ``{id of the partial: values of its line of history}``
        """
        Move, Line = self.env["account.move"], self.env["account.move.line"]
        read = [Line._fields["move_id"]]
        read += [
            Move._fields[name] for name in ("move_type", "origin_payment_id", "statement_line_id")
        ]
        rows = self.env.execute_query(
            SQL(
                """SELECT part.id,
                          CASE WHEN credit.move_type = 'out_refund' THEN 'credit_note'
                               WHEN credit.origin_payment_id IS NOT NULL
                                 OR credit.statement_line_id IS NOT NULL THEN 'payment'
                               ELSE 'other' END,
                          allocated.id
                     FROM account_partial_reconcile part
                     JOIN account_move_line line ON line.id = part.credit_move_id
                     JOIN account_move credit ON credit.id = line.move_id
                LEFT JOIN receivables_allocation_event allocated
                       ON allocated.partial_id = part.id AND allocated.kind = 'allocated'
                    WHERE part.id IN %s""",
                tuple(partials.ids),
                to_flush=read,
            )
        )
        return {
            partial_id: {"credit_kind": kind, "reversed_event_id": allocated_id}
            for partial_id, kind, allocated_id in rows
        }

    @api.model
    def _name_of_move(self, move):
        return move.name or move.display_name

    def write(self, vals):  # pylint: disable=method-required-super
        raise UserError(self.env._("The history of allocations cannot be changed."))

    def unlink(self):
        """Never.

        :raises UserError: always, but when the module is uninstalled
        """
        if not permit.is_uninstalling(self.env):
            self._refuse_deletion()
        return super().unlink()

    def _refuse_deletion(self):
        raise UserError(self.env._("The history of allocations cannot be deleted."))

    def action_remove(self):
        """Open the dialog that releases this allocation, with a reason."""
        self.ensure_one()
        return self.partial_id.action_remove_allocation()

    @api.model
    def _action_for(self, move):
        """Open the history of one document, a payment's entry or an invoice."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Allocations of %(document)s", document=self._name_of_move(move)),
            "res_model": self._name,
            "view_mode": "list",
            "domain": ["|", ("debit_move_id", "=", move.id), ("credit_move_id", "=", move.id)],
            "context": {"create": False},
        }
