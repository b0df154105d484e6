from . import expected_date, installments
