from . import (
    test_allocation,
    test_allocation_asked,
    test_allocation_by_hand,
    test_back_to_draft,
    test_cash_basis,
    test_core_parity,
    test_core_ways,
    test_history,
    test_named_documents,
)
