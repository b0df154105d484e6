from . import (
    account_payment,
    entry_again,
    res_company,
    res_config_settings,
    res_partner,
)
