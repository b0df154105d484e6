"""`make bench`: measures of speed, on a database of their own."""

import subprocess

from dev.database import ensure_database
from dev.errors import SetupError
from dev.odoo_env import environment, python_command
from dev.paths import ROOT
from dev.venv import pip_folder

DATABASE = "receivables_bench"
# Other products that are measured beside ours, and the wheels that they need.
PEERS = {
    "partner_statement": (
        "odoo-addon-partner-statement",
        "odoo-addon-report-xlsx",
        "odoo-addon-report-xlsx-helper",
    ),
    "account_due_list": ("odoo-addon-account-due-list",),
}


def bench(args):
    """Run the tests marked ``bench``; their figures are printed."""
    if not (ROOT / "tests" / "bench").is_dir():
        raise SetupError("There is nothing to measure: the folder tests/bench is missing.")
    ensure_database(DATABASE)
    variables = environment(*_peer_folders())
    install = ["-m", "odoo", "-d", DATABASE, "-i", ",".join(PEERS), "--stop-after-init"]
    if subprocess.call(python_command(*install, "--log-level=warn"), cwd=ROOT, env=variables):
        raise SetupError(f"{', '.join(PEERS)}: the products to compare with cannot be installed.")
    options = ["-m", "bench", "-s", f"--odoo-database={DATABASE}", *(args or ["tests/bench"])]
    return subprocess.call(python_command("-m", "pytest", *options), cwd=ROOT, env=variables)


def _peer_folders():
    """Where the peers' addons are; each wheel is fetched once."""
    wheels = [wheel for needed in PEERS.values() for wheel in needed]
    return [pip_folder(wheel) / "odoo" / "addons" for wheel in wheels]
