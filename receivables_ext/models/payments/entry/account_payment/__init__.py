# isort: skip_file
from . import allocation
from . import left
from . import registration
from . import beyond_money
from . import payer
from . import details
from . import duplicates
from . import habits
from . import evidence
from . import reception
from . import scheduled
from . import export
from . import preview
from . import held
