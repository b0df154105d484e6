# isort: skip_file
from . import schedule
from . import actions
from . import outputs
from . import selection
from . import totals
