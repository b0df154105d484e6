from . import reversal_dialog  # what the others inherit comes first

# isort: split
from . import (
    account_payment_register,
    allocate,
    allocate_selection,
    correct_payment,
    refund_payment,
    return_payment,
    settle_outside,
)
