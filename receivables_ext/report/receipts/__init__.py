from . import receipt_report
