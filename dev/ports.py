"""Ports of this machine: is one free, and give me any."""

import socket

from dev.errors import SetupError

HOST = "127.0.0.1"


def need_free(port):
    """Refuse with one sentence when something listens on the port already."""
    with socket.socket() as server:
        # As Odoo binds: a connection that is only waiting to be forgotten does not count.
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            server.bind((HOST, port))
        except OSError:
            raise SetupError(
                f"Port {port} is in use: stop what listens there, "
                "or choose another port with ODOO_PORT=number."
            ) from None


def any_free():
    """Port number that nothing listens on at this moment."""
    with socket.socket() as server:
        server.bind((HOST, 0))
        return server.getsockname()[1]
