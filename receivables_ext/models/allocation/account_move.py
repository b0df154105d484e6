from odoo import api, fields, models
from odoo.exceptions import UserError

from ..ledger.permit import permit
from . import by_hand, released


class AccountMove(models.Model):
    """What documents amount to follows from their items; what they had settled is kept in draft."""

    _inherit = "account.move"

    released_event_ids = fields.Many2many(
        "receivables.allocation.event",
        "receivables_released_event_rel",
        "move_id",
        "event_id",
        string="To allocate again",
        copy=False,
        readonly=True,
        groups="receivables_ext.group_receivables_user,account.group_account_readonly",
        help="What it had settled, or was settled by, when it went back to draft.",
    )

    @api.model
    def default_get(self, fields):
        """Take no default for allocations to make again: a remote call sends one in its context."""
        return super().default_get([name for name in fields if name != "released_event_ids"])

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse what only a document that goes back to draft notes.

        :raises UserError: allocations to make again are given
        """
        for vals in vals_list:
            self._check_released_events(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Refuse what follows from items, and what only a document that goes back to draft notes.

        :raises UserError: allocations to make again are given, or the amount of a posted document
            of a customer, or what is left of it, would be written by hand
        """
        by_hand.check_figures(self, vals)
        # Nor are they taken away by hand: whether there are any, and nothing of them.
        if "released_event_ids" in vals and self.sudo().released_event_ids:
            self._check_released_events({"released_event_ids": True})
        self._check_released_events(vals)
        return super().write(vals)

    @api.model
    def _check_released_events(self, vals):
        if vals.get("released_event_ids") and not permit.is_open(self.env):
            raise UserError(
                self.env._(
                    "What a document settles is not written by hand: allocate its credits instead."
                )
            )

    def _settles_in_place_of(self):
        """Documents in whose place these are settled, when they are validated.

        For a module to have one document settled by what another had released, it must override
        this method and return the latter, with what ``super()`` returns.
        """
        return self.browse()

    def _post(self, soft=True):
        """Allocate again what these documents had settled before they went back to draft."""
        posted = super()._post(soft)
        posted._allocate_again()
        return posted

    def _allocate_again(self):
        """Allocate what these documents, just validated, had settled before."""
        # Which of them have something noted; the documents themselves were validated just now.
        if again := self.sudo().filtered("released_event_ids"):
            released.allocate_again(again)
