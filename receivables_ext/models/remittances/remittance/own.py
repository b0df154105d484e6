from odoo import api, models
from odoo.exceptions import UserError

from ...ledger.permit import permit

SYSTEM = frozenset(
    (
        *("name", "state", "payment_ids", "taken_out_ids", "amount_remitted", "remitted_on"),
        *("remitted_by_id", "attachment_id", "slip_ids"),
    )
)
"""What follows from the buttons of a slip, and from nothing else."""
FIXED = SYSTEM | {"company_id"}
"""What does not change once the slip is there."""
OPEN = frozenset(("message_follower_ids", "message_main_attachment_id"))
"""What people say about a slip, at any time."""


class ReceivablesRemittance(models.Model):
    """What nobody writes by hand: a slip that was remitted stays as it is."""

    _inherit = "receivables.remittance"

    @api.model
    def default_get(self, fields):
        """Take no default for what only the buttons set: a remote call sends one in its context."""
        return super().default_get([name for name in fields if name not in SYSTEM])

    @api.model_create_multi
    def create(self, vals_list):
        """Make drafts.

        :raises UserError: something is given that only the buttons set
        """
        for vals in vals_list:
            self._refuse_by_hand(SYSTEM & vals.keys())
        return super().create(vals_list)

    def write(self, vals):
        """Change drafts.

        :raises UserError: one was remitted, or something is given that only the buttons set
        """
        self._refuse_by_hand(FIXED & vals.keys())
        if not permit.is_open(self.env) and vals.keys() - OPEN:
            self._check_draft()
        return super().write(vals)

    def unlink(self):
        """Delete drafts; not by ``ondelete``, which a remote call can switch off.

        :raises UserError: one was remitted once
        """
        if not permit.is_uninstalling(self.env):
            self._check_draft()
            self._check_unnumbered()
            self._release(self.payment_ids)
        return super().unlink()

    @api.model
    def _refuse_by_hand(self, names):
        """Refuse values that only the buttons of a slip set.

        :param names: of fields
        """
        if names and not permit.is_open(self.env):
            labels = self.fields_get(sorted(names), ["string"])
            raise UserError(
                self.env._(
                    "%(fields)s cannot be written: use the buttons of the slip.",
                    fields=", ".join(label["string"] for label in labels.values()),
                )
            )

    def _check_draft(self):
        """Refuse to change what was remitted.

        :raises UserError: says which, and the way out
        """
        for remittance in self.filtered("remitted_on"):
            raise UserError(
                self.env._(
                    "%(slip)s was taken to the bank: it stays as the slip says. Undo it if it was "
                    "not, or use Returned on a payment that the bank sends back.",
                    slip=remittance.display_name,
                )
            )

    def _check_unnumbered(self):
        """Refuse to delete what was remitted once: its number would be missing.

        :raises UserError: says which
        """
        for remittance in self.filtered("name"):
            raise UserError(
                self.env._(
                    "%(slip)s has its number: it is kept. Fill it again and remit it.",
                    slip=remittance.name,
                )
            )

    @api.constrains("journal_id", "bank_journal_id", "means_id", "company_id")
    def _check_payments_fit(self):
        """Refuse to turn a slip with payments into one for others."""
        for remittance in self:
            remittance._check_journals()
            # Whether a payment is on it does not depend on who may see it; no name is shown.
            found = remittance.sudo().payment_ids
            if found.filtered(lambda payment, slip=remittance: not payment._fits_slip(slip)):
                raise UserError(
                    self.env._(
                        "The payments on the slip were received otherwise: take them off first."
                    )
                )

    def _check_journals(self):
        is_received = self.journal_id.type in ("bank", "cash", "credit")
        if not is_received or self.bank_journal_id.type != "bank" or not self.means_id.is_remitted:
            raise UserError(
                self.env._(
                    "Choose the bank or till where the payments were received, the bank that "
                    "credits them, and a means that is taken to the bank."
                )
            )
