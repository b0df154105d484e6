"""`make demo`: a database with the examples, sample documents on disk, and a running server."""

from contextlib import suppress

from dev import ports
from dev.addon_files import addon_hash, demo_hash
from dev.console import progress, say
from dev.database import ensure_database, inside
from dev.documents import write_documents
from dev.locking import lock
from dev.odoo_env import odoo_port
from dev.parameters import ADDON_MARK, parameters, set_parameter
from dev.paths import ROOT
from dev.qr_codes import check_codes
from dev.server import serving
from dev.sql import exists
from dev.system import PDF_READER, need

DATABASE = "receivables_demo"
FOLDER = ROOT / "build" / "demo"
# Logins of ``demo/settings/people.xml``, one for each role.
PEOPLE = ("clerk", "collector", "sales", "accountant", "auditor", "customer")
# Which state of the files the database shows; in the database, for clones share it.
DEMO_MARK = "receivables_ext.dev_demo_hash"


def demo(serve=True):
    """Make all of it, or only what has changed since the last time.

    :param serve: keep serving until Ctrl-C; otherwise stop once the documents are written
    """
    address = f"http://localhost:{odoo_port()}"
    port = odoo_port() if serve else ports.any_free()
    if serve:
        ports.need_free(port)
    need(PDF_READER)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with lock("demo"):
        prepare_database(address)
        set_parameter(DATABASE, "report.url", f"http://{ports.HOST}:{port}")
        # No report draws charts, for which Odoo waits a second at each print.
        set_parameter(DATABASE, "report.print_delay", "100")
        inside("dev.tour", DATABASE)
    with serving(DATABASE, port, FOLDER / "odoo.log") as server:
        if serve:
            # Nobody needs to wait for the documents to look at the module.
            say(f"serving on {address} (admin / admin); Ctrl-C stops")
            say(f"also as {', '.join(PEOPLE)}; the password is the name")
        write_documents(f"http://{ports.HOST}:{port}", DATABASE, FOLDER)
        count = check_codes(DATABASE, address, f"http://localhost:{port}")
        say(f"the QR codes of {count} documents lead to pages that call them valid")
        say(f"sample documents are in {FOLDER.relative_to(ROOT)}/")
        if serve:
            with suppress(KeyboardInterrupt):
                server.wait()


def prepare_database(address):
    """Create the database, recreate it when the examples changed, update it when the addon did.

    :param address: where `make demo` serves; issued documents bear it for good, so another one
        needs other documents
    """
    addon, examples = addon_hash(), f"{demo_hash()} {address}"
    marks = parameters(DATABASE) if exists(DATABASE) else {}
    if marks.get(DEMO_MARK) != examples:
        ensure_database(DATABASE, fresh=True)
        with progress("Loading the examples"):
            inside("dev.load_demo", DATABASE)
    elif marks.get(ADDON_MARK) != addon:
        ensure_database(DATABASE)
    set_parameter(DATABASE, ADDON_MARK, addon)
    set_parameter(DATABASE, DEMO_MARK, examples)
    set_parameter(DATABASE, "web.base.url", address)
    # Else the next login writes the address that it came by.
    set_parameter(DATABASE, "web.base.url.freeze", "True")
