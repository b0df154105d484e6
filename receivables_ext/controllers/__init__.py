# isort: skip_file
from . import payments
from . import schedule
from . import statements
from . import receipts
