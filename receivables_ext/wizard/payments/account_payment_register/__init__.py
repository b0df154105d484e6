from . import credits, details, duplicates, message, owner, scheduled, tolerance
