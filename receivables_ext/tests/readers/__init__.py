from . import test_readers
