from . import test_likeness, test_rules, test_writers
