from odoo import fields, models


class AccountBankStatementLine(models.Model):
    """A line of the bank that was imported is known again when the bank says it once more."""

    _inherit = "account.bank.statement.line"

    import_key = fields.Char(
        copy=False,
        readonly=True,
        help="What the bank says of it, as a fingerprint: see rules/bank_lines.py.",
    )

    _one_for_each_key = models.UniqueIndex(
        "(journal_id, import_key) WHERE import_key IS NOT NULL",
        "Somebody else imported these bank lines in the meantime: preview them again.",
    )
