from . import (
    test_remittance_accounts,
    test_remittance_attacks,
    test_remittance_bank,
    test_remittance_cash,
    test_remittance_slip,
)
