from . import test_auditor, test_collector, test_dialogs, test_security
