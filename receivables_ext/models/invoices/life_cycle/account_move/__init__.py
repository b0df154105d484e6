from . import own, status
