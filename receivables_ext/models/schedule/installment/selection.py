from odoo import models
from odoo.exceptions import AccessError, UserError

from ...ledger import roles


class ReceivablesInstallment(models.Model):
    """What may be done with the installments that a person has selected, and by whom."""

    _inherit = "receivables.installment"

    def _check_selected(self):
        """Refuse an empty selection, and rows that the user does not see.

        :raises UserError: nothing is selected
        :raises AccessError: a rule hides one of them from the user
        """
        if not self:
            raise UserError(self.env._("Select at least one installment."))
        self.check_access("read")
        # What a rule hides is no row of the schedule.
        if len(self.search([("id", "in", self.ids)])) != len(self):
            raise AccessError(
                self.env._("Some of these installments are out of your sight: refresh the list.")
            )

    def _check_collector(self):
        """Refuse those who follow installments and collect nothing, such as salespersons.

        :raises AccessError: the user is none of Receivables
        """
        if not (self.env.su or self.env.user.has_group(roles.COLLECTOR)):
            raise AccessError(
                self.env._(
                    "Only users of Receivables can do that. "
                    "Ask an administrator for the role Receivables: Collector."
                )
            )

    def _check_clerk(self):
        """Refuse those who enter and allocate no payment, such as collectors.

        :raises AccessError: the user is no user of Receivables
        """
        if not (self.env.su or self.env.user.has_group(roles.CLERK)):
            raise AccessError(
                self.env._(
                    "Only users of Receivables enter payments and use credits. "
                    "Ask an administrator for the role Receivables: User."
                )
            )

    def _to_collect(self):
        """The journal items of those with something left; what is paid is left out.

        :raises UserError: nothing is left on any of them
        """
        self._check_selected()
        lines = self.filtered(lambda installment: not installment.settled).line_id
        if not lines:
            raise UserError(
                self.env._(
                    "Nothing is left to collect on these installments: they are paid. "
                    "Select others."
                )
            )
        return lines
