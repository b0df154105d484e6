from . import files, portal
