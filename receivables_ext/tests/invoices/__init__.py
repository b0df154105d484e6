from . import (
    test_lifecycle_home,
    test_lifecycle_label,
    test_lifecycle_own,
    test_lifecycle_portal,
    test_lifecycle_search,
    test_lifecycle_status,
)
