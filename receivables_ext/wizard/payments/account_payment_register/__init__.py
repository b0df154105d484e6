from . import credits, details, duplicates, message, scheduled, tolerance
