from . import removal
