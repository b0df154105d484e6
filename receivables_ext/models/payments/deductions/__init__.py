from . import (
    account_payment,
    deduction,
    deduction_kind,
)
