# isort: skip_file
from . import record  # the model; each of the others extends it
from . import own, draft, ready, decide, standing, document
