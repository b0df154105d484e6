from . import (
    test_deposit_asked,
    test_deposit_hint,
    test_deposit_made,
    test_deposit_online,
    test_deposit_portal,
    test_deposit_standing,
    test_pay_missing,
)
