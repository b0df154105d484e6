"""The life of an invoice: one room for each side of it, from the ground up."""

# isort: skip_file
from . import versions  # what was registered when and why; modified, or credited and replaced
from . import life_cycle  # where it stands today: one status, everywhere
from . import deposits  # asked on a quotation, invoiced when the customer accepts
