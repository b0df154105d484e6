from . import credits, missing, settled_outside
