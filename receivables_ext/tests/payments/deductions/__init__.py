from . import test_deductions
