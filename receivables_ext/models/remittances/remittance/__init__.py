# isort: skip_file
from . import record  # the model; each of the others extends it
from . import own, draft, cash, remit, slip
