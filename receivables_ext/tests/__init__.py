from . import test_allocation, test_rules
