# isort: skip_file
from . import stations
from . import allocation
from . import walk_ins
from . import payments
from . import arriving
from . import schedule
from . import statements
from . import receipts
from . import invoices
from . import remittances
from . import checks
