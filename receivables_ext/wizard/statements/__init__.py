from . import send, send_one
