from . import (
    account_move,
    account_move_line,
    account_payment,
    extract,
    installment,
    note,
    query,
    res_partner,
)
