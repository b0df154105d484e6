from . import test_auditor, test_dialogs, test_security
