# isort: skip_file
from . import closing  # what the payment shares with its dialog
from . import (
    account_payment,
    res_company,
    res_config_settings,
    res_partner,
)
