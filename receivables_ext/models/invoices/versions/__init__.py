# isort: skip_file
from . import by_law, content, guard, lock, paid, words
from . import res_company, res_config_settings
from . import revision
from . import account_move
from . import account_move_line
from . import account_move_reversal
from . import account_move_send
from . import ir_attachment
from . import turnover_query, turnover
