from . import (
    account_partial_reconcile,
    allocation,
    event,
    guard,
    res_company,
    res_config_settings,
    run,
)
