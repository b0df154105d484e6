# isort: skip_file
from . import import_bank_line
from . import import_bank_lines
from . import importing
