from . import (
    account_payment,
    res_company,
    res_config_settings,
    res_partner,
)
