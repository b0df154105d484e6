# isort: skip_file
from . import account_bank_statement_line
from . import account_journal
from . import service
