from . import (
    cents,
    credits,
    details,
    duplicates,
    message,
    owner,
    queue,
    scheduled,
    tolerance,
)
