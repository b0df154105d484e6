from . import (
    account_journal,
    account_move,
    facts,
    res_company,
    res_config_settings,
    signal,
)
