"""The loader keeps what this file names ``test_...``: file names are unique over all rooms."""

# isort: skip_file
from .stations import *
from .allocation import *
from .walk_ins import *
from .payments import *
from .schedule import *
from .statements import *
from . import (
    test_receipt_access,
    test_receipt_archive,
    test_receipt_content,
    test_receipt_export,
    test_receipt_issue,
    test_receipt_mail,
    test_receipt_nobody,
    test_receipt_payment,
    test_receipt_pdf,
    test_receipt_portal,
    test_receipt_preview,
    test_receipt_printed,
    test_receipt_queue,
    test_receipt_revoked,
    test_receipt_settlement,
    test_receipt_sight,
    test_receipt_taken_back,
    test_receipt_told,
    test_rules,
    test_security,
)
