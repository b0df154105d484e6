from . import (
    test_credit_and_replace,
    test_replaced_receipt,
    test_versions,
    test_versions_by_law,
    test_versions_installed,
    test_versions_lock,
    test_versions_modify,
    test_versions_turnover,
)
