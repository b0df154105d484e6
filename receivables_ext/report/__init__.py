# isort: skip_file
from . import schedule
from . import statements
