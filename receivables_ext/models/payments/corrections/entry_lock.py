from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.account.models.account_move import BYPASS_LOCK_CHECK

from ...ledger.permit import permit

ENTRY_FIELDS = {
    *("state", "move_type", "date", "journal_id", "company_id", "currency_id", "partner_id"),
    *("line_ids", "origin_payment_id", "reversed_entry_id", "station_id"),
}
# They make an entry that of a payment, or its reversal.
LINKS = {"origin_payment_id", "reversed_entry_id"}
ITEM_FIELDS = {
    *("move_id", "account_id", "partner_id", "currency_id"),
    *("amount_currency", "balance", "debit", "credit"),
    # They follow the entry and its allocations, but a remote call could write their columns.
    *("date", "journal_id", "company_id", "parent_state", "payment_id"),
    *("amount_residual", "amount_residual_currency", "reconciled"),
}


class ReceivablesPaymentEntryLock(models.AbstractModel):
    """The journal entry of a registered payment, and its reversal, are locked with it."""

    _name = "receivables.payment.entry.lock"
    _description = "Lock of the entries of customer payments"

    def _lock(self):
        return self.env["receivables.payment.lock"]

    @api.model
    def _locked_entries(self, moves):
        """The entries, among these, of registered payments and of their reversals."""
        # The lock looks at the entry, whoever may read its payment.
        return moves.sudo().filtered(
            lambda move: (
                move.state == "posted" and "customer" in self._payment(move).mapped("partner_type")
            )
        )

    @api.model
    def _payment(self, move):
        return (move + move.reversed_entry_id).origin_payment_id

    @api.model
    def _check_entries_write(self, moves, vals):
        """Refuse to change the journal entry of a registered payment."""
        if permit.is_open(self.env) or not vals.keys() & ENTRY_FIELDS:
            return
        for move in self._locked_entries(moves):
            if self._lock()._changed(move, vals, ENTRY_FIELDS):
                self._refuse_entry(move)

    @api.model
    def _changing_links(self, moves, vals):
        """Those of ``moves`` that ``vals`` would link to another payment or entry."""
        if not vals.keys() & LINKS:
            return moves.browse()
        return moves.filtered(lambda move: self._lock()._changed(move, vals, LINKS))

    @api.model
    def _check_links(self, moves):
        """Refuse entries that pass themselves off as that of a payment, or as its reversal.

        A reversal made by hand would undo the payment without reason nor approval.
        """
        if permit.is_open(self.env):
            return
        for move in moves.sudo():
            own = move.origin_payment_id.move_id
            if locked := self._locked_entries(move.reversed_entry_id + own - move):
                self._refuse_entry(locked[0])

    @api.model
    def _check_entries(self, moves):
        """Refuse to unpost or delete the journal entry of a registered payment."""
        if not permit.is_open(self.env):
            for move in self._locked_entries(moves):
                self._refuse_entry(move)

    @api.model
    def _check_items_write(self, lines, vals):
        """Refuse to change the journal items of a registered payment."""
        if permit.is_open(self.env) or not vals.keys() & ITEM_FIELDS:
            return
        # A customer who joins a company takes his account there: core's own mark, beyond reach
        # of remote calls.
        if set(vals) == {"partner_id"} and (
            self.env.context.get("bypass_lock_check") is BYPASS_LOCK_CHECK
        ):
            return
        for line in lines:
            if self._locked_entries(line.move_id) and self._lock()._changed(
                line, vals, ITEM_FIELDS
            ):
                self._refuse_entry(line.move_id)

    @api.model
    def _check_partials(self, partials):
        """Refuse to part a reversed payment from its reversal: the money would count again."""
        for partial in () if permit.is_open(self.env) else partials.sudo():
            if original := self._undone(partial):
                moves = partial.debit_move_id.move_id + partial.credit_move_id.move_id
                raise UserError(
                    self.env._(
                        "%(payment)s was undone by %(reversal)s: the two cannot be parted. Enter "
                        "a new payment instead.",
                        payment=original.origin_payment_id.name,
                        reversal=(moves - original).name,
                    )
                )

    @api.model
    def _undone(self, partial):
        """The entry of a registered payment that ``partial`` matches with its reversal, if any."""
        moves = (partial.debit_move_id.move_id + partial.credit_move_id.move_id).sudo()
        return self._locked_entries(moves.reversed_entry_id & moves)

    @api.model
    def _refuse_entry(self, move):
        payment = self._payment(move.sudo())  # the number of a payment is no secret
        raise UserError(
            self.env._(
                "%(entry)s is the journal entry of a registered payment, or its reversal, and "
                "cannot be changed. %(way)s",
                entry=move.display_name,
                way=self._lock()._way_out(payment),
            )
        )
