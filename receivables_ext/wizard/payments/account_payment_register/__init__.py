# isort: skip_file
from . import (
    cash_terms,
    cents,
    credits,
    details,
    duplicates,
    message,
    owner,
    queue,
    reception,
    scheduled,
    tolerance,
)
from . import deductions  # settles with the money of the others
from . import discount  # closes what the others leave open or schedule
