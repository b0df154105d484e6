from . import receivables_open_item  # what others inherit comes first

# isort: split
from . import (
    account_move,
    account_move_line,
    account_partial_reconcile,
    account_payment,
    receivables_allocation,
    receivables_allocation_event,
    receivables_allocation_guard,
    receivables_allocation_line,
    receivables_allocation_run,
    receivables_payment_guard,
    receivables_payment_plan,
    res_company,
    res_config_settings,
    res_partner,
)
