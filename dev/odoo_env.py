"""The environment in which Odoo, pytest and our own scripts run."""

import os
from tempfile import NamedTemporaryFile

from dev.errors import SetupError
from dev.odoo_home import odoo_home
from dev.paths import ROOT, cache_dir, short_hash
from dev.postgres import connection, programs
from dev.venv import venv_python
from dev.wkhtmltopdf import wkhtmltopdf_folder


def odoo_port():
    """Port of the web server: ODOO_PORT, or Odoo's usual one."""
    port = os.environ.get("ODOO_PORT") or "8069"
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SetupError(f"ODOO_PORT is '{port}': set it to a number between 1 and 65535.")
    return int(port)


def environment(*addons):
    """Environment variables for a child process, with the database server running.

    ``addons`` are more folders of addons, for products to compare with.
    """
    home = odoo_home()
    folders = [wkhtmltopdf_folder(), venv_python().parent, os.environ.get("PATH"), programs()]
    return {
        **os.environ,
        **connection(),
        "ODOO_RC": str(_config_file(home, addons)),
        "PATH": os.pathsep.join(str(folder) for folder in folders if folder),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(home), os.environ.get("PYTHONPATH")])),
        "PYTHONUNBUFFERED": "1",
    }


def python_command(*args):
    """Run Python in the environment; -P keeps a folder named ``odoo`` in the cwd off the path."""
    return [str(venv_python()), "-P", *map(str, args)]


def _addons_path(home, addons=()):
    """Odoo's addons, then the clone. In a git checkout most addons are beside ``odoo``."""
    folders = [home / "odoo" / "addons"]
    if not (folders[0] / "account").is_dir():
        folders.append(home / "addons")
    return ",".join(str(folder) for folder in (*folders, ROOT, *addons))


def _config_file(home, addons=()):
    """Write Odoo's configuration; the name changes with the content, so nobody's is overwritten."""
    text = "\n".join(
        [
            "[options]",
            f"addons_path = {_addons_path(home, addons)}",
            f"data_dir = {cache_dir() / 'odoo-data'}",
            "http_interface = 127.0.0.1",
            f"http_port = {odoo_port()}",
            "",
        ]
    )
    file = cache_dir() / "conf" / f"odoo-{short_hash(text)}.conf"
    if not file.exists():
        file.parent.mkdir(exist_ok=True)
        # A name that no other writer has: the stages of one run ask for the file at once.
        with NamedTemporaryFile("w", dir=file.parent, suffix=".partial", delete=False) as partial:
            partial.write(text)
        os.replace(partial.name, file)
    return file
