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

from . import agreements  # isort: skip  they change the days of the installments above
