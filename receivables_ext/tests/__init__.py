"""The loader keeps what this file names ``test_...``: file names are unique over all rooms."""

# isort: skip_file
from .rules import *
from .readers import *
from .ledger import *
from .issuing import *
from .stations import *
from .allocation import *
from .walk_ins import *
from .payments import *
from .arriving import *
from .schedule import *
from .statements import *
from .receipts import *
from .invoices import *
from .remittances import *
from .checks import *
from .security import *
