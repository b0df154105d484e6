"""`make demo`: a database with the examples, sample documents on disk, and a running server."""

from contextlib import suppress

from dev import ports
from dev.addon_files import addon_hash, demo_hash
from dev.console import progress, say
from dev.database import ensure_database, inside
from dev.documents import write_documents
from dev.locking import lock
from dev.odoo_env import odoo_port
from dev.paths import ROOT
from dev.server import serving
from dev.sql import exists, query
from dev.system import PDF_READER, need

DATABASE = "receivables_demo"
FOLDER = ROOT / "build" / "demo"
# Which state of the files the database shows; in the database, for clones share it.
ADDON_MARK = "receivables_ext.dev_addon_hash"
DEMO_MARK = "receivables_ext.dev_demo_hash"


def demo(serve=True):
    """Make all of it, or only what has changed since the last time.

    :param serve: keep serving until Ctrl-C; otherwise stop once the documents are written
    """
    port = odoo_port() if serve else ports.any_free()
    if serve:
        ports.need_free(port)
    need(PDF_READER)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with lock("demo"):
        prepare_database()
        _set_parameter("report.url", f"http://{ports.HOST}:{port}")
        inside("dev.tour", DATABASE)
    with serving(DATABASE, port, FOLDER / "odoo.log") as server:
        if serve:
            # Nobody needs to wait for the documents to look at the module.
            say(f"serving on http://localhost:{port} (admin / admin); Ctrl-C stops")
        write_documents(f"http://{ports.HOST}:{port}", DATABASE, FOLDER)
        say(f"sample documents are in {FOLDER.relative_to(ROOT)}/")
        if serve:
            with suppress(KeyboardInterrupt):
                server.wait()


def prepare_database():
    """Create the database, recreate it when the examples changed, update it when the addon did."""
    addon, examples = addon_hash(), demo_hash()
    marks = _parameters() if exists(DATABASE) else {}
    if marks.get(DEMO_MARK) != examples:
        ensure_database(DATABASE, fresh=True)
        with progress("Loading the examples"):
            inside("dev.load_demo", DATABASE)
    elif marks.get(ADDON_MARK) != addon:
        ensure_database(DATABASE)
    _set_parameter(ADDON_MARK, addon)
    _set_parameter(DEMO_MARK, examples)


def _parameters():
    rows = query("SELECT key, value FROM ir_config_parameter", DATABASE)
    return dict(row.split("|", 1) for row in rows if "|" in row)


def _set_parameter(key, value):
    query(
        "INSERT INTO ir_config_parameter (key, value) VALUES (:'key', :'value')"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        DATABASE,
        key=key,
        value=value,
    )
