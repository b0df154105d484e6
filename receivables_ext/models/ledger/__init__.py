from . import (
    account_account,
    account_move,
    account_move_line,
    account_partial_reconcile,
    append_only,
    dialog,
    open_item,
    res_company,
    res_config_settings,
    signal,
)
