# isort: skip_file
from . import stations
from . import allocation
from . import walk_ins
from . import payments
from . import (
    account_payment_register,
    receivables_installment_remark,
    receivables_receipt_export,
    receivables_statement_send,
)
