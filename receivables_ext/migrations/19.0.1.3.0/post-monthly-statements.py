"""A monthly statement is issued once for a customer, also when customers are merged later."""


def migrate(cr, version):
    """Keep for whom each monthly statement was made."""
    cr.execute(
        """UPDATE receivables_statement_copy SET planned_for = partner_id
            WHERE planned_for IS NULL OR planned_for = 0"""
    )
