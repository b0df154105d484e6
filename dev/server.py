"""A running Odoo server, and a client that logs in to it as a browser would."""

import http.cookiejar
import json
import signal
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from dev.console import progress
from dev.errors import SetupError
from dev.odoo_env import environment, python_command
from dev.ports import HOST, need_free

START_SECONDS = 120


@contextmanager
def serving(database, port, log, *more):
    """Run the server for the length of the block; yields the process.

    :param more: options of Odoo's program
    """
    need_free(port)  # again: another run may have been faster
    options = ["-d", database, f"--db-filter=^{database}$", f"--http-port={port}", *more]
    # A group of its own: Ctrl-C then reaches us alone, and we stop the server in order.
    with log.open("w") as output:
        server = subprocess.Popen(
            python_command("-m", "odoo", *options),
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with progress("Odoo's server: starting"):
            _wait_until_it_answers(server, port, log)
        yield server
    finally:
        server.terminate()
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            server.kill()


def _wait_until_it_answers(server, port, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/web/login", timeout=60).close()
            return
        except urllib.error.HTTPError as error:
            raise SetupError(f"Odoo answers with {error}: its log is {log}.") from None
        except OSError:
            time.sleep(0.2)
    raise SetupError(f"Odoo's server did not start: its log is {log}.")


class Session:
    """A logged-in session."""

    def __init__(self, url, database, login="admin", password="admin"):
        self.url = url
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        user = {"db": database, "login": login, "password": password}
        answer = json.loads(self.get("/web/session/authenticate", {"params": user}))
        if not answer.get("result", {}).get("uid"):
            raise SetupError(f"{login} cannot log in to {database} with the password {password}.")

    def get(self, path, data=None):
        """Body of the answer; ``data`` is posted as JSON."""
        request = urllib.request.Request(self.url + path)
        if data is not None:
            request.data = json.dumps(data).encode()
            request.add_header("Content-Type", "application/json")
        with self.opener.open(request, timeout=300) as answer:
            return answer.read()
