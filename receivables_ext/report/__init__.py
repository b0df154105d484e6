# isort: skip_file
from . import schedule
