from . import (
    account_move,
    account_move_line,
    account_partial_reconcile,
    allocation,
    event,
    res_company,
    res_config_settings,
    run,
    signal,
)
