from . import (
    account_move,
    account_move_line,
    account_payment,
    correction,
    entry_lock,
    lock,
    payment_return,
    refund,
    res_company,
    res_config_settings,
    return_reason,
    reversal,
)
