from . import credits, settled_outside
