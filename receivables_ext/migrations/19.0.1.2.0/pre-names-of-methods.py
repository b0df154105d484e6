"""Payments get the name of their method in one query: the ORM would read each of them."""


def migrate(cr, version):
    """Give existing payments the name that documents printed until now."""
    cr.execute("ALTER TABLE account_payment ADD COLUMN IF NOT EXISTS method_name varchar")
    cr.execute(
        """UPDATE account_payment AS payment
              SET method_name = method.name
             FROM account_payment_method_line AS method
            WHERE method.id = payment.payment_method_line_id"""
    )
