from . import followup, late
