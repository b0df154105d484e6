from . import test_dialogs, test_security
