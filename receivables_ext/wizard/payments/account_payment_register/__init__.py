from . import cents, credits, details, duplicates, message, owner, scheduled, tolerance
