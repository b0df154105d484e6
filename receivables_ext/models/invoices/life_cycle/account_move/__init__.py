from . import own, search, status
