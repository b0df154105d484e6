# isort: skip_file
from . import lifecycle
from . import refunds
from . import posting
from . import definitive
