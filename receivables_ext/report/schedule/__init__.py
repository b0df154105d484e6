from . import installment_report
