from . import test_recipient
