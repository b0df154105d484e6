"""The addon comes and goes without a trace, its examples included, and lives beside others."""

import os
import subprocess

import pytest

from dev.database import copy, drop, inside, odoo, query, template
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
    assert " ERROR " not in run("-d", database, "-i", ADDON)
    # Odoo loads them only where the modules below have theirs, which takes minutes.
    inside("dev.load_demo", database)
    assert query("SELECT count(*) > 10 FROM account_payment", database) == ["t"]
    assert " ERROR " not in run("-d", database, "-u", ADDON)
    odoo(["module", "uninstall", "-d", database, ADDON])
    assert not query(LEFTOVERS, database, addon=ADDON)
    assert query("SELECT count(*) FROM account_move", database) == ["0"], "The books are empty"


def test_it_lives_beside_inventory_and_point_of_sale(database):
    assert " ERROR " not in run("-d", database, "-i", f"{ADDON},stock,point_of_sale")
    installed = "SELECT count(*) FROM ir_module_module WHERE state = 'installed' AND name IN "
    assert query(f"{installed} ('{ADDON}', 'stock', 'point_of_sale')", database) == ["3"]
    # The paths of all actions are unique together: loading the registry once more says so.
    assert " ERROR " not in run("-d", database, "-u", ADDON)
