from . import account_move, reminder, res_company, res_config_settings, res_partner, signal
