from . import installment, portal_statement, statement
