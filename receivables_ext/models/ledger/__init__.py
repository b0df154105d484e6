from . import (
    account_account,
    account_move,
    account_move_line,
    account_partial_reconcile,
    append_only,
    base_partner_merge,
    dialog,
    open_item,
    res_company,
    res_config_settings,
    res_partner,
    signal,
)
