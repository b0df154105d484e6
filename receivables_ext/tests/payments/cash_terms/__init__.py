from . import test_cash_dialog, test_cash_refused, test_cash_settled, test_cash_term
