from . import (
    account_payment,
    down_payment,
    payment_transaction,
    res_company,
    res_config_settings,
    res_partner,
    sale_order,
)
