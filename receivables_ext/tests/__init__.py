from . import (
    test_allocation,
    test_core_parity,
    test_customer_figures,
    test_history,
    test_invoice_credits,
    test_payment,
    test_rules,
    test_security,
    test_tours,
)
