# isort: skip_file
from . import document
from . import file
from . import preview
