"""The addon comes and goes without a trace, and its demo data loads where Odoo's does."""

import os
import subprocess

import pytest

from dev.database import copy, drop, odoo, query, template
from dev.odoo_env import environment, python_command
from dev.paths import ADDON

DATABASE = f"receivables_packaging_{os.getpid()}"

LEFTOVERS = """
    SELECT 'table ' || table_name FROM information_schema.tables
     WHERE table_name LIKE 'receivables%'
 UNION SELECT 'column ' || table_name || '.' || column_name FROM information_schema.columns
     WHERE column_name IN ('allocation_strategy', 'credit_policy')
 UNION SELECT 'model ' || model FROM ir_model WHERE model LIKE 'receivables%'
 UNION SELECT 'record ' || name FROM ir_model_data WHERE module = :'addon'
 UNION SELECT 'parameter ' || key FROM ir_config_parameter WHERE key LIKE :'addon' || '.%'
"""


@pytest.fixture
def database():
    """A database of Odoo's own modules, as a company that does not know the addon has it."""
    drop(DATABASE)
    copy(template(), DATABASE)
    yield DATABASE
    drop(DATABASE)


def run(*args):
    """Run Odoo's program and return what it logs."""
    options = ["--stop-after-init", "--no-http", "--log-level=warn"]
    done = subprocess.run(
        python_command("-m", "odoo", *args, *options),
        env=environment(),
        check=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.stdout


def test_install_update_and_uninstall_leave_nothing(database):
    log = run("-d", database, "-i", ADDON, "--with-demo")
    assert " ERROR " not in log
    assert query("SELECT demo FROM ir_module_module WHERE name = :'addon'", database, addon=ADDON)
    assert " ERROR " not in run("-d", database, "-u", ADDON)
    odoo(["module", "uninstall", "-d", database, ADDON])
    assert not query(LEFTOVERS, database, addon=ADDON)
