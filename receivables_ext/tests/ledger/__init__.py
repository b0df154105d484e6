from . import test_account_holder, test_from_entry, test_merging_customers
