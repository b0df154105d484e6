from . import test_pile_register, test_pile_rows
