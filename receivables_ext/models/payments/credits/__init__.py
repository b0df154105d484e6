from . import (
    account_move,
    account_payment,
    reminder,
    res_company,
    res_config_settings,
    res_partner,
    signal,
)
