from . import test_carry_forward, test_customer_figures, test_invoice_credits, test_settled_outside
