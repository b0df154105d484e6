# What others inherit comes first.
from . import receivables_append_only, receivables_open_item

# isort: split
from . import (
    account_move,
    account_move_line,
    account_partial_reconcile,
    account_payment,
    account_payment_method_line,
    ir_attachment,
    receivables_allocation,
    receivables_allocation_event,
    receivables_allocation_guard,
    receivables_allocation_line,
    receivables_allocation_run,
    receivables_expected_date,
    receivables_payment_correction,
    receivables_payment_entry_lock,
    receivables_payment_guard,
    receivables_payment_lock,
    receivables_payment_means,
    receivables_payment_plan,
    receivables_payment_refund,
    receivables_payment_return,
    receivables_payment_reversal,
    receivables_payment_schedule,
    receivables_return_reason,
    res_company,
    res_config_settings,
    res_partner,
)
