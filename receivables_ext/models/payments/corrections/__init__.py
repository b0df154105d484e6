from . import (
    account_move,
    account_move_line,
    account_partial_reconcile,
    account_payment,
    correction,
    payment_return,
    res_company,
    res_config_settings,
    return_reason,
    signal,
)
