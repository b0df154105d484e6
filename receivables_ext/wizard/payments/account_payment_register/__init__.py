from . import (
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
