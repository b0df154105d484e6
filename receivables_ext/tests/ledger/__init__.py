from . import test_account_holder
