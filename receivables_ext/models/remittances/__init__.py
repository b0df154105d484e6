from . import (
    account_payment,
    cash_count,
    ir_attachment,
    means,
    pile,
    remittance,
    res_company,
    res_config_settings,
    signal,
)
