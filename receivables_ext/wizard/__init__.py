# isort: skip_file
from . import stations
from . import allocation
from . import walk_ins
from . import (
    receivables_reversal_dialog,
)
from . import (
    account_payment_register,
    receivables_allocate,
    receivables_allocate_selection,
    receivables_correct_payment,
    receivables_installment_remark,
    receivables_receipt_export,
    receivables_refund_payment,
    receivables_return_payment,
    receivables_settle_outside,
    receivables_statement_send,
)
