# isort: skip_file
from . import entry
from . import credits
from . import corrections
