from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..followers import FOLLOWERS
from ..shares import next_due_dates
from . import wording


class AccountMove(models.Model):
    """What was agreed on the installments of an invoice."""

    _inherit = "account.move"

    agreement_ids = fields.Many2many(
        "receivables.agreement",
        string="Agreements",
        compute="_compute_agreement_ids",
        groups=FOLLOWERS,
    )
    agreement_words = fields.Char(
        string="What was agreed", compute="_compute_agreement_words", groups=FOLLOWERS
    )
    agreement_standing = fields.Char(
        string="Standing of the agreement", compute="_compute_agreement_words", groups=FOLLOWERS
    )

    def _compute_agreement_ids(self):
        items = self.env["receivables.agreement.item"].search([("move_id", "in", self.ids)])
        by_move = items.grouped("move_id")
        for move in self:
            found = by_move.get(move._origin)
            move.agreement_ids = found.agreement_id if found else False

    @api.depends("line_ids.amount_residual_currency")
    @api.depends_context("lang", "tz", "uid")
    def _compute_agreement_words(self):
        Item = self.env["receivables.agreement.item"]
        items = Item.search(
            Domain("move_id", "in", self._origin.ids) & Domain("agreement_id.is_live", "=", True)
        )
        by_move = items.grouped("move_id")
        for move in self:
            agreements = by_move.get(move._origin, Item).agreement_id
            # The one that is agreed says more than another that is prepared.
            told = agreements.sorted(lambda one: (one.state != "agreed", -one.id))[:1]
            move.agreement_words = wording.standing_words(told)
            move.agreement_standing = told.standing or told.state

    def _agreement_in_force(self):
        """The agreement that holds, today, for what is left of this document, if any."""
        self.ensure_one()
        if self.id not in next_due_dates(self, fields.Date.context_today(self)):
            return self.env["receivables.agreement"]
        # Of a document that the caller was let through to: its name, in a sentence.
        agreements = self.env["receivables.agreement"].sudo()
        return agreements.search(
            Domain("item_ids.move_id", "=", self.id) & Domain("state", "=", "agreed"), limit=1
        )

    def _mark_settled_outside(self, reason):
        """Refuse to mark what a customer agreed to pay in parts: money fills the parts.

        :raises UserError: an agreement holds on one of these documents
        """
        for move in self:
            if agreement := move._agreement_in_force():
                raise UserError(
                    self.env._(
                        "The installments of %(document)s were agreed in %(agreement)s: end the "
                        "agreement first.",
                        document=move.display_name,
                        agreement=agreement.display_name,
                    )
                )
        return super()._mark_settled_outside(reason)

    def action_agree_anew(self):
        """Prepare an agreement on what is left of this invoice.

        :return: action that opens the draft
        :raises AccessError: the user prepares no agreements
        :raises UserError: nothing is left of it, or an agreement holds on it already
        """
        self.ensure_one()
        self.check_access("read")
        if self.state != "posted":
            raise UserError(self.env._("Validate %(document)s first.", document=self.display_name))
        installments = self.env["receivables.installment"].search(
            Domain("move_id", "=", self.id) & Domain("settled", "=", False)
        )
        return installments.action_agree_anew()

    def action_open_agreements(self):
        """Show the agreements on this invoice."""
        self.ensure_one()
        return self.agreement_ids._get_records_action(name=self.env._("Agreements"))
