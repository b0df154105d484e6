from . import test_auditor, test_dialogs, test_half_filled_forms, test_security
