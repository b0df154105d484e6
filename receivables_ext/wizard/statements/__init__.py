from . import send
