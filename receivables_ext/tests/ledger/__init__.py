from . import test_account_holder, test_merging_customers
