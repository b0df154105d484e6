from . import (
    test_discount_again,
    test_discount_documents,
    test_discount_granted,
    test_discount_refused,
    test_discount_state,
    test_discount_taxes,
    test_terms_rounding,
    test_terms_table,
)
