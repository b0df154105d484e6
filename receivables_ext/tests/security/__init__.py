from . import (
    test_auditor,
    test_collector,
    test_dialogs,
    test_half_filled_forms,
    test_screens,
    test_security,
)
