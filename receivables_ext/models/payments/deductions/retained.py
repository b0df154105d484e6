"""What payers retained, and still owe: said where the documents are that it closed."""

from odoo.tools import format_date, formatLang


def words_of(moves):
    """What is retained in the entries of payments and still owed, in words, or ``False``."""
    env = moves.env
    lines = moves.line_ids.filtered(lambda line: line.is_retained and not line.reconciled)
    said = [
        env._(
            "%(amount)s retained, due on %(day)s",
            amount=formatLang(env, line.amount_residual_currency, currency_obj=line.currency_id),
            day=format_date(env, line.date_maturity),
        )
        for line in lines.sorted("date_maturity")
        if line.amount_residual_currency > 0
    ]
    return ", ".join(said) or False
