# isort: skip_file
from . import agreement_part  # what the next two have in common
from . import agreement_item, agreement_line, agreement
from . import account_move, installment, ir_actions_report, ir_attachment
from . import res_company, res_config_settings, res_partner, signal
