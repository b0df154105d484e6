from odoo import fields, models
from odoo.fields import Domain


class ResCompany(models.Model):
    """Where invoices stand follows from the accounts that count for customers."""

    _inherit = "res.company"

    lifecycle_on_pdf = fields.Boolean(
        string="Print the status on invoices",
        help="The status on the day of printing, such as Paid or Overdue 3 days, stands above the "
        "dates of invoices and credit notes.",
    )

    def write(self, vals):
        """Read the status of open invoices anew when other accounts count for customers."""
        before = self.receivable_account_ids
        result = super().write(vals)
        if "receivable_account_ids" in vals:
            changed = (before - self.receivable_account_ids) | (
                self.receivable_account_ids - before
            )
            # The company's decision holds for all of its documents, whoever may read them.
            lines = (
                self.env["account.move.line"]
                .sudo()
                .search(
                    Domain("account_id", "in", changed.ids)
                    & Domain("company_id", "in", self.ids)
                    & Domain("move_id.move_type", "in", ("out_invoice", "out_receipt"))
                )
            )
            lines.move_id._read_ledger_again()
        return result
