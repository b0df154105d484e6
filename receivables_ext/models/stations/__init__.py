from . import stamp  # what the others inherit comes first

# isort: split
from . import account_move, account_payment, res_company, res_config_settings, res_users, station
