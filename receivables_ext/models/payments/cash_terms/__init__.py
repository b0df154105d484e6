from . import (
    account_move,
    account_payment,
    account_payment_term,
    res_company,
    res_config_settings,
)
