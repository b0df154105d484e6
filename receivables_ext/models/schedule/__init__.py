from . import (
    account_move,
    account_move_line,
    expected_date,
    extract,
    installment,
    note,
    query,
    res_partner,
    wording,
)
