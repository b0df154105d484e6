"""`make bench`: measures of speed, on a database of their own."""

import subprocess

from dev.database import ensure_database
from dev.errors import SetupError
from dev.odoo_env import environment, python_command
from dev.paths import ROOT

DATABASE = "receivables_bench"


def bench(args):
    """Run the tests marked ``bench``; their figures are printed."""
    if not (ROOT / "tests" / "bench").is_dir():
        raise SetupError("There is nothing to measure: the folder tests/bench is missing.")
    ensure_database(DATABASE)
    options = ["-m", "bench", "-s", f"--odoo-database={DATABASE}", *(args or ["tests/bench"])]
    return subprocess.call(python_command("-m", "pytest", *options), cwd=ROOT, env=environment())
