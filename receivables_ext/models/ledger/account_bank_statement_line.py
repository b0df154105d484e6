from odoo import api, models
from odoo.exceptions import UserError


class AccountBankStatementLine(models.Model):
    """A line of the bank's statement bears the entry that it makes, never one that was there.

    Core writes on the entry of a line, posts it and deletes it with the line. A programme, with all
    rights, may give a line an entry of its own.
    """

    _inherit = "account.bank.statement.line"

    @api.model_create_multi
    def create(self, vals_list):
        """Enter lines.

        :raises UserError: one of them would take an entry that was made for something else
        """
        self._check_own_entry(vals.get("move_id") for vals in vals_list)
        return super().create(vals_list)

    def write(self, vals):
        """Change lines.

        :raises UserError: they would take another entry
        """
        if self.move_id.ids != [vals.get("move_id")]:
            self._check_own_entry([vals.get("move_id")])
        return super().write(vals)

    def _check_own_entry(self, entries):
        if any(entries) and not self.env.su:
            raise UserError(
                self.env._(
                    "A bank line makes its own journal entry: leave the entry empty, and match the "
                    "line with what it settles."
                )
            )
