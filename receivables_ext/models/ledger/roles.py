"""The roles, by the names that other files ask for. docs/roles.md says what each may do."""

COLLECTOR = "receivables_ext.group_receivables_collector"
CLERK = "receivables_ext.group_receivables_user"
MANAGER = "receivables_ext.group_receivables_manager"
SETTLES_OUTSIDE = "receivables_ext.group_settle_outside"
GRANTS_LATE = "receivables_ext.group_late_discount"
INVOICING = "account.group_account_invoice"
READS_ACCOUNTING = "account.group_account_readonly"
SALESPERSON = "sales_team.group_sale_salesman"

READERS = f"{COLLECTOR},{READS_ACCOUNTING},{SALESPERSON}"
"""Who reads the figures of customers; rules of records say of which customers."""
