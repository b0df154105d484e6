# isort: skip_file
from . import (
    installment,
    portal_receipt,
    portal_statement,
    receipt,
    statement,
)
