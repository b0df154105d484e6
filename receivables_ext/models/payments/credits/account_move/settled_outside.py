from odoo import api, fields, models
from odoo.exceptions import UserError

from ....ledger import roles
from ....ledger.permit import permit

OWN_FIELDS = {
    *("settled_outside", "settled_outside_reason"),
    *("settled_outside_user_id", "settled_outside_date"),
}


class AccountMove(models.Model):
    """An invoice said to be paid although no payment is recorded: a note, not an entry.

    What it owes, the statements and the figures stay as they are; a real payment takes the note
    away.
    """

    _inherit = "account.move"

    settled_outside = fields.Boolean(
        string="Paid (not recorded)",
        copy=False,
        readonly=True,
        help="Somebody said that the invoice is paid although no payment is recorded. What it "
        "owes is unchanged.",
    )
    settled_outside_reason = fields.Char(string="Why it counts as paid", copy=False, readonly=True)
    settled_outside_user_id = fields.Many2one(
        "res.users", string="Marked as paid by", copy=False, readonly=True
    )
    settled_outside_date = fields.Date(string="Marked as paid on", copy=False, readonly=True)

    # Few invoices are: who asks for them does not read the others.
    _settled_outside_idx = models.Index("(id) WHERE settled_outside IS TRUE")

    @api.model
    def default_get(self, fields):
        """Take no default for the note: a context gives one, which a remote call sends."""
        return super().default_get([name for name in fields if name not in OWN_FIELDS])

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse the note of somebody who does not use the button.

        :raises UserError: the note is given
        """
        for vals in vals_list:
            self._check_own_fields(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Refuse the note of somebody who does not use the button.

        :raises UserError: the note is given
        """
        self._check_own_fields(vals)
        return super().write(vals)

    @api.model
    def _check_own_fields(self, vals):
        if OWN_FIELDS & vals.keys() and not permit.is_open(self.env):
            raise UserError(
                self.env._("Use Mark as paid and Mark as to pay: they ask why and keep who did it.")
            )

    def action_mark_settled_outside(self):
        """Open the dialog that asks why these invoices count as paid."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Mark as paid"),
            "res_model": "receivables.settle.outside",
            "view_mode": "form",
            "target": "new",
            "context": {"default_move_ids": self.ids},
        }

    def _mark_settled_outside(self, reason):
        """Note that these invoices are paid although no payment is recorded.

        :param str reason: why, kept on the invoice and in its history
        :raises UserError: an invoice is not open, or the user may not
        """
        self._check_may_settle_outside()
        for move in self:
            if move.state != "posted" or not move._is_open_customer_invoice():
                raise UserError(
                    self.env._(
                        "%(document)s is not an open invoice: there is nothing to mark as paid.",
                        document=move.display_name,
                    )
                )
        self._note_settled_outside(
            {
                "settled_outside": True,
                "settled_outside_reason": reason,
                "settled_outside_user_id": self.env.uid,
                "settled_outside_date": fields.Date.context_today(self),
            },
            self.env._("Marked as paid, without any payment: %(reason)s", reason=reason),
        )

    def action_unmark_settled_outside(self):
        """Take the note away: the invoices are to be paid.

        :raises UserError: the user may not
        """
        self._check_may_settle_outside()
        self.filtered("settled_outside")._forget_settled_outside(self.env._("Marked as to pay."))
        return True

    def _check_may_settle_outside(self):
        self.check_access("read")
        if not self.env.user.has_group(roles.SETTLES_OUTSIDE):
            raise UserError(
                self.env._(
                    "You may not mark invoices as paid. Ask an administrator for the right "
                    "Mark invoices as paid without payment."
                )
            )

    def _forget_settled_outside(self, why):
        self._note_settled_outside(dict.fromkeys(OWN_FIELDS, False), why)

    def _note_settled_outside(self, vals, message):
        # A note beside the ledger, written by the system once the right to it was checked.
        permit.opened(self.sudo()).write(vals)
        for move in self:
            move.sudo()._message_log(body=message)
