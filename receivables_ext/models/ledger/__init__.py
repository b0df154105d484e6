from . import (
    account_account,
    account_move_line,
    append_only,
    open_item,
    res_company,
    res_config_settings,
)
