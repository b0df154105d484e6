from . import finding
