"""A look at the demo database: what the customers paid, still owe and may use; runs inside Odoo."""

import sys

from dev.inside_odoo import environment_of

COLUMNS = {"Received": "amount_received", "Pending": "amount_pending", "To use": "amount_to_use"}


def main(env):
    """Print one row per customer with movements."""
    Partner = env["res.partner"]
    columns = {title: name for title, name in COLUMNS.items() if name in Partner._fields}
    customers = Partner.search([("customer_rank", ">", 0)], order="name")
    print(f"\n{'Customer':<32}", *(f"{title:>14}" for title in columns))
    for partner in customers:
        amounts = (f"{partner[name]:>14,.2f}" for name in columns.values())
        print(f"{partner.display_name[:32]:<32}", *amounts)
    print()


if __name__ == "__main__":
    with environment_of(sys.argv[1]) as env:
        main(env)
