from . import (
    test_deduction_export,
    test_deductions,
)
