from . import (
    test_deduction_attacks,
    test_deduction_dialog,
    test_deduction_export,
    test_deduction_refund,
    test_deduction_tax,
    test_deductions,
    test_retention,
    test_retention_rounding,
    test_withholding,
)
