from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ....ledger.permit import registering
from ...entry import guard
from ..closing import CHOSEN


class AccountPayment(models.Model):
    """A payment that went back to draft has an entry: it is booked as it is asked for now.

    Core keeps in such an entry the difference that it was registered with.
    """

    _inherit = "account.payment"

    @api.model
    def _get_trigger_fields_to_synchronize(self):
        return (*super()._get_trigger_fields_to_synchronize(), *self._difference_fields())

    @api.model
    def _difference_fields(self):
        """Names of the fields by which a draft says what it settles beyond its money.

        For a module to add one, it must override this method and ``_plans_difference()``.
        """
        return CHOSEN

    def _is_booked_as_planned(self):
        """The entry of a draft that plans a difference is made again."""
        again = self.move_id.state == "draft" and self._plans_difference()
        return again or super()._is_booked_as_planned()

    def _plans_difference(self):
        """Whether this draft says what it settles beyond its money."""
        return self._closes_difference()

    def action_draft(self):
        """Say in the new plan why it settles documents whole: so it can be unticked."""
        result = super().action_draft()
        # As what it settled is planned again: the right to reset the payment is enough.
        for payment in self.sudo()._customer_payments():
            if payment.state == "draft" and payment._closes_difference():
                reason = "discount" if payment.apply_discount else "tolerance"
                payment.allocation_line_ids.reason = reason
        return result

    def _before_registering(self, vals):
        """The documents may have become others since the entry was made.

        :raises UserError: a state is written, which would book a difference and settle nothing
        """
        self._check_settles_its_plan()
        result = super()._before_registering(vals)
        again = self._customer_payments().filtered(
            lambda payment: payment.move_id and payment._plans_difference()
        )
        again._synchronize_to_moves({"amount"})
        return result

    def _check_settles_its_plan(self):
        if registering.is_open(self.env):
            return
        for payment in self._customer_payments().filtered(lambda each: each._plans_difference()):
            raise UserError(
                self.env._(
                    "%(payment)s settles documents beyond its money: register it with its button, "
                    "which settles them too.",
                    payment=guard.name_of_payment(payment),
                )
            )

    def _synchronize_to_moves(self, changed_fields):
        """Take out of the entry a difference that is planned, or planned no longer."""
        if {*self._get_trigger_fields_to_synchronize()} & {*changed_fields}:
            said = {*self._difference_fields()} & {*changed_fields}
            for payment in self._customer_payments():
                if (said or payment._plans_difference()) and payment.move_id.state == "draft":
                    payment._take_difference_out()
        return super()._synchronize_to_moves(changed_fields)

    def _take_difference_out(self):
        _liquidity, counterparts, differences = self._seek_for_lines()
        if not (counterparts and differences):
            return
        whole = {
            name: counterparts[0][name] + sum(differences.mapped(name))
            for name in ("amount_currency", "balance")
        }
        self.move_id.with_context(skip_invoice_sync=True).write(
            {
                "line_ids": [
                    Command.update(counterparts[0].id, whole),
                    *(Command.delete(line.id) for line in differences),
                ]
            }
        )

    def _prepare_move_line_default_vals(self, write_off_line_vals=None, force_balance=None):
        """Book with the entry that a draft has what the draft closes."""
        again = self._customer_payments() and self.move_id and self._plans_difference()
        if again and not write_off_line_vals:
            write_off_line_vals = self._prepare_planned_beyond_vals()
        return super()._prepare_move_line_default_vals(write_off_line_vals, force_balance)
