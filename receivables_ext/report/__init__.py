# isort: skip_file
from . import (
    installment_extract,
    installment_report,
    receivables_installment,
    receivables_installment_query,
)
