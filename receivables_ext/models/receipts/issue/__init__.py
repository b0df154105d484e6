# isort: skip_file
from . import queue
from . import delivery
from . import making
from . import payments
from . import revocation
