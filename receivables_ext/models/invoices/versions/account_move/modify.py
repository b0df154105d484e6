from odoo import api, fields, models
from odoo.exceptions import UserError

from ....ledger.permit import permit
from .. import by_law, guard, lock, paid


class AccountMove(models.Model):
    """A registered invoice is modified in a new version, as long as it has not left the house.

    The conditions hold for every channel: ``button_draft()`` and the state that is written.
    """

    _inherit = "account.move"

    # What the ledger says of a document, for who reads it.
    may_modify = fields.Boolean(
        compute="_compute_may_modify",
        compute_sudo=True,
        help="It goes back to draft as a new version: it was not sent, no money settled it, it is "
        "not sealed, and its period is open.",
    )

    def _register_hook(self):
        """Let electronic invoicing cancel what an authority has cancelled."""
        super()._register_hook()
        by_law.wrap(self.env.registry)

    @api.depends("state", "payment_state", "is_move_sent", "inalterable_hash", "move_type")
    def _compute_may_modify(self):
        self.may_modify = False
        for move in guard.registered(self):
            move.may_modify = not guard.blocker(move)

    def _get_version_blocker(self):
        """Why this registered document is not modified, beyond what this module knows.

        For a module to keep what it exported or sent elsewhere from being modified, it must
        override this method and return part of a sentence, such as *it is in the file sent to the
        accountant*, or else what ``super()`` returns.
        """
        self.ensure_one()

    def modify(self, reason):
        """Take registered documents back to draft, as a new version of each.

        :param str reason: why, kept with the version
        :raises UserError: one of them is not registered, or has left the house
        """
        reason = guard.read_reason(self.env, reason)
        for move in self:
            self._check_is_registered(move)
            guard.hold(move)
        self.button_draft()
        # The user has just taken them back to draft; nothing but the reason is written.
        begun = permit.opened(self.sudo().filtered(lambda move: move.state == "draft"))
        begun.revision_reason = reason
        for move in begun:
            move._message_log(
                body=self.env._(
                    "Version %(number)s begun: %(reason)s", number=move.revision, reason=reason
                )
            )
        return True

    @api.model
    def _check_is_registered(self, move):
        if not guard.registered(move):
            raise UserError(
                self.env._(
                    "%(document)s is no registered invoice or credit note: there is nothing to "
                    "modify.",
                    document=move.display_name,
                )
            )

    def action_modify(self):
        """Open the dialog that asks why these documents are modified.

        :raises UserError: one of them may not be modified
        """
        for move in self:
            self._check_is_registered(move)
        guard.check_modifiable(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Modify"),
            "res_model": "receivables.modify",
            "view_mode": "form",
            "target": "new",
            "context": {"default_move_ids": self.ids},
        }

    def button_draft(self):
        """Reset entries to draft, but for registered documents that have left the house.

        :raises UserError: it was sent, is paid, sealed or in a closed period
        """
        # What was transferred to another customer is refused below, with another way out.
        guard.check_modifiable(self.filtered(lambda move: not move.walk_in_customer_id))
        return super(AccountMove, guard.modifying.opened(self)).button_draft()

    def write(self, vals):
        """Write on entries; what a registered document says changes in a new version only.

        :raises UserError: something of it would change, or it has left the house
        """
        if vals.get("state") in ("draft", "cancel"):
            guard.check_modifiable(self)
        lock.check_header(self, vals)
        guard.check_stays_sent(self, vals)
        return super().write(vals)

    def _post(self, soft=True):
        """Register documents, for what was paid of them at least.

        :raises UserError: one of them was paid more
        """
        paid.check_not_below(self)
        return super()._post(soft)
