from . import (
    test_bank_import,
    test_bank_import_calls,
    test_bank_import_refused,
    test_bank_import_whole,
)
