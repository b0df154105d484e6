# isort: skip_file
from . import registered, modify, replace
