from . import (
    test_credit_and_replace,
    test_lifecycle_label,
    test_lifecycle_own,
    test_lifecycle_search,
    test_lifecycle_status,
    test_replaced_receipt,
    test_versions,
    test_versions_by_law,
    test_versions_installed,
    test_versions_lock,
    test_versions_modify,
    test_versions_turnover,
)
