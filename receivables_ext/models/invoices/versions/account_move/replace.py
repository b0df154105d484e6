from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ....allocation import released
from ....allocation.guard import check_may_allocate
from ....ledger import roles
from ....ledger.lock_dates import first_open_date
from ....ledger.permit import permit
from .. import guard
from ..content import OWN_LINES


class AccountMove(models.Model):
    """What has left the house is credited, and replaced by a new draft: both refer to it."""

    _inherit = "account.move"

    replaces_id = fields.Many2one(
        "account.move",
        copy=False,
        readonly=True,
        index="btree_not_null",
        help="The invoice that a credit note settled, and that this one replaces.",
    )
    replaced_by_ids = fields.One2many(
        "account.move", "replaces_id", string="Replaced by", readonly=True, copy=False
    )
    # Numbers of documents that refer to each other: who reads one may know the other's.
    replaces_name = fields.Char(compute="_compute_replaces_name", compute_sudo=True)
    replaced_by_name = fields.Char(compute="_compute_replaces_name", compute_sudo=True)

    @api.depends("replaces_id.name", "replaced_by_ids.name", "replaced_by_ids.state")
    @api.depends_context("lang")
    def _compute_replaces_name(self):
        for move in self:
            move.replaces_name = move.replaces_id.name
            move.replaced_by_name = ", ".join(
                each.name or self.env._("a draft")
                for each in move.replaced_by_ids
                if each.state != "cancel"
            )

    def _settles_in_place_of(self):
        """What had settled the invoice that this one replaces settles this one."""
        return super()._settles_in_place_of() | self.replaces_id

    def action_open_replacement(self):
        """Open the invoice that this one replaces, or those that replace it."""
        self.ensure_one()
        return (self.replaces_id | self.replaced_by_ids)._get_records_action()

    # === Credit and replace === #

    def action_credit_and_replace(self):
        """Open the dialog that asks why this invoice is credited and replaced.

        :raises UserError: it cannot be
        """
        self.ensure_one()
        self._check_may_replace()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Credit and replace"),
            "res_model": "receivables.credit.and.replace",
            "view_mode": "form",
            "target": "new",
            "context": {"default_move_id": self.id},
        }

    def credit_and_replace(self, reason):
        """Settle this invoice by a credit note, and open a draft that replaces it.

        What had settled it is released first, and settles the replacement when that is validated.

        :param str reason: why, kept with both documents
        :return: id of the draft
        :raises UserError: it is no open or paid invoice, is credited already, or somebody was
            faster
        """
        self.ensure_one()
        reason = guard.read_reason(self.env, reason)
        events = self._begin_replacement(reason)
        draft = self.with_company(self.company_id)._credit_and_copy(reason)
        self._note_replacement(draft, events, reason)
        return draft.id

    def _begin_replacement(self, reason):
        """Release what settles this invoice, before it is credited.

        :return: the lines of history that say so, for ``_note_replacement()``
        :raises UserError: it cannot be replaced, or somebody was faster
        """
        self._check_may_replace()
        guard.hold(self)
        self._check_may_replace()  # as it is now that nobody else works on it
        return self._release_for_replacement(reason)

    def _note_replacement(self, draft, events, reason):
        """Note that ``draft`` replaces this invoice, and finds what had settled it."""
        # The user made the draft just now; only where it comes from is noted.
        noted = permit.opened(draft.sudo())
        noted.write(
            {
                "replaces_id": self.id,
                "revision_reason": reason,
                "released_event_ids": [Command.set(events.ids)],
            }
        )
        self._tell_replaced(draft, reason)

    def _is_replaceable(self):
        return self.move_type in ("out_invoice", "out_receipt") and self.state == "posted"

    def _check_may_replace(self):
        self._check_right_to_replace()
        env, names = self.env, {"document": self.display_name}
        if not self._is_replaceable():
            raise UserError(
                env._("%(document)s is no registered invoice: there is nothing to credit.", **names)
            )
        if conversion := self.walk_in_customer_id:
            raise UserError(
                env._(
                    "%(document)s was transferred to %(customer)s. Reverse that transfer first.",
                    customer=conversion.display_name,
                    **names,
                )
            )
        # The numbers of its credit notes, which are shown on it.
        credits = self.sudo().reversal_move_ids.filtered(lambda move: move.state != "cancel")
        if credits:
            raise UserError(
                env._(
                    "%(document)s is already credited by %(credit)s: enter a new invoice.",
                    credit=", ".join(move.name or env._("a draft") for move in credits),
                    **names,
                )
            )

    def _check_right_to_replace(self):
        """Refuse who may not invoice, or not release what settles the invoice."""
        self.check_access("write")
        if not (self.env.su or self.env.user.has_group(roles.INVOICING)):
            raise AccessError(
                self.env._(
                    "Only users who may invoice can credit and replace an invoice. Ask an "
                    "administrator for the role Invoicing."
                )
            )
        # Whether something settles it; the lines themselves are checked below.
        if partials := released.customer_partials(self.sudo()):
            lines = partials.debit_move_id + partials.credit_move_id
            check_may_allocate(lines.sudo(self.env.su))

    def _release_for_replacement(self, reason):
        """Release what settles this invoice; return the lines of history that say so."""
        released.release(self, self.env._("Credited and replaced: %(reason)s", reason=reason))
        # The list was written just above, for the document that the user credits.
        owned = permit.opened(self.sudo())
        events = owned.released_event_ids
        owned.released_event_ids = False
        return events

    def _credit_and_copy(self, reason):
        """Credit this invoice at once, and make the draft of the new one, as core's dialog does."""
        # Whether it counts for a tax return: lock dates ask.
        has_tax = bool(self.sudo().line_ids.tax_tag_ids)
        today = max(fields.Date.context_today(self), self.date)
        # Countries add to core's dialog what their credit notes need.
        dialog = self.env["account.move.reversal"].create(
            {
                "move_ids": [Command.set(self.ids)],
                "company_id": self.company_id.id,
                "journal_id": self.journal_id.id,
                "date": first_open_date(self.company_id, today, self.journal_id, has_tax),
                "reason": reason,
            }
        )
        values = {**dialog._prepare_default_reversal(self), "auto_post": "no"}
        self._reverse_moves([values], cancel=True)
        source = self.with_context(include_business_fields=True)
        [copied] = source.copy_data(dialog._modify_default_reverse_values(self))
        copied["line_ids"] = [
            line for line in copied["line_ids"] if line[2]["display_type"] in OWN_LINES
        ]
        return self.create(copied)

    def _tell_replaced(self, draft, reason):
        # The credit note that was made just now: its number only.
        credit = self.sudo().reversal_move_ids[:1]
        self._message_log(
            body=self.env._(
                "Credited by %(credit)s and replaced by a draft: %(reason)s",
                credit=credit.name,
                reason=reason,
            )
        )
        draft._message_log(
            body=self.env._(
                "Replaces %(document)s, credited by %(credit)s: %(reason)s",
                document=self.name,
                credit=credit.name,
                reason=reason,
            )
        )
