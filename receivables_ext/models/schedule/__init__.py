from . import (
    account_move,
    account_move_line,
    extract,
    installment,
    note,
    query,
    res_partner,
)
