from . import test_walk_in, test_walk_in_conversion, test_walk_in_dialog
