# isort: skip_file
from . import head
from . import entering
from . import account_journal
from . import account_payment
