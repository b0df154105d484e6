from odoo import api, models
from odoo.exceptions import UserError

from ....ledger.permit import permit

DECIDED = frozenset(
    (
        *("name", "version", "replaces_id", "state", "agreed_on", "agreed_by", "signature"),
        *("agreed_how", "noted_by_id", "issued_on", "sent_on", "attachment_id", "partner_id"),
        *("company_id", "currency_id", "ended_reason", "ended_on"),
    )
)
"""What follows from an act, which has its own method."""
DRAFTED = frozenset(("item_ids", "line_ids", "grace_days", "parts_count", "first_on", "every"))
"""What the customer is shown: it stays as it was proposed."""


class ReceivablesAgreement(models.Model):
    """What nobody writes by hand: an agreement is prepared and decided by its own methods."""

    _inherit = "receivables.agreement"

    @api.model_create_multi
    def create(self, vals_list):
        """Make drafts, from what the ledger says is left: see ``_draft_for()``.

        :raises UserError: anybody else makes one, by values or by defaults of a context
        """
        if not permit.is_open(self.env):
            self._refuse_by_hand()
        return super().create(vals_list)

    def write(self, vals):
        """Change drafts; the rest has its own methods.

        :raises UserError: it was proposed already, or what follows from an act is given
        """
        if not permit.is_open(self.env):
            if DECIDED & vals.keys():
                self._refuse_by_hand()
            if DRAFTED & vals.keys():
                self._check_is_draft()
        return super().write(vals)

    def _refuse_by_hand(self):
        raise UserError(
            self.env._(
                "An agreement is prepared from the schedule, an invoice or a customer, and decided "
                "with its buttons: Propose, Agree, New version."
            )
        )

    def _check_is_draft(self):
        """Refuse to change what the customer was shown.

        :raises UserError: one of them was proposed already
        """
        for agreement in self.filtered(lambda one: one.state != "draft"):
            raise UserError(
                self.env._(
                    "%(agreement)s was proposed to the customer: its days and amounts stay as they "
                    "are. Make a new version to agree others.",
                    agreement=agreement.display_name,
                )
            )

    def unlink(self):
        """Delete drafts; not by ``ondelete``, which a remote call can switch off.

        :raises UserError: one was proposed to the customer
        """
        if not (permit.is_open(self.env) or permit.is_uninstalling(self.env)):
            self._check_none_is_kept()
        return super().unlink()

    def _check_none_is_kept(self):
        for agreement in self.filtered(lambda one: one.state != "draft"):
            raise UserError(
                self.env._(
                    "%(agreement)s was proposed to the customer: it is kept. End it instead.",
                    agreement=agreement.display_name,
                )
            )

    def copy(self, default=None):  # pylint: disable=method-required-super
        """An agreement is about what is open: a new version of it is prepared instead.

        :raises UserError: always
        """
        raise UserError(
            self.env._("An agreement is not copied: make a new version of it, of what is left.")
        )
