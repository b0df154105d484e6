from . import test_findings, test_identity
