# isort: skip_file
from . import lifecycle
from . import beyond_money
from . import refunds
from . import posting
from . import definitive
