# isort: skip_file
from . import deduction_line  # what a payment shares with its dialog
from . import (
    account_move,
    account_payment,
    deduction,
    deduction_kind,
    ir_attachment,
)
