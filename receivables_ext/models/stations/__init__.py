from . import stamp  # what the others inherit comes first

# isort: split
from . import account_move, res_company, res_config_settings, res_users, station
