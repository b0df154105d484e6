# isort: skip_file
from . import schedule
from . import (
    portal_receipt,
    portal_statement,
    receipt,
    statement,
)
