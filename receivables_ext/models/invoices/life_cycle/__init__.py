from . import (
    account_journal,
    account_move,
    account_move_own,
    facts,
    res_company,
    res_config_settings,
)
