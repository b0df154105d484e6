"""Databases with the module: made from a template of Odoo's own modules, updated, dropped."""

import os
import re
import shutil
import subprocess

from dev.console import progress
from dev.errors import SetupError
from dev.locking import lock
from dev.locks import lock_file
from dev.odoo_env import environment, python_command
from dev.odoo_home import odoo_home, odoo_version
from dev.paths import ADDON, ROOT, cache_dir, short_hash
from dev.sql import exists, query


def ensure_database(name, fresh=False):
    """Create the database with the module, or bring the module in it up to date.

    :param fresh: drop a database of that name first
    """
    check_name(name)
    with lock(f"database-{name}"):
        if fresh:
            drop(name)
        if not exists(name):
            copy(template(), name)
        known = "SELECT 1 FROM ir_module_module WHERE name = :'addon' AND state <> 'uninstalled'"
        installed = query(known, name, addon=ADDON)
        verb, option = ("updating", "-u") if installed else ("installing", "-i")
        with progress(f"Database {name}: {verb} {ADDON}"):
            odoo(["-d", name, option, ADDON, "--stop-after-init", "--log-level=warn", "--no-http"])


def check_name(name):
    """Refuse names that Odoo or a shell would stumble over."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", name):
        raise SetupError(
            f"'{name}' is no name for a database: "
            "use letters, digits, '_', '.' and '-', with a letter or a digit first."
        )


def odoo(args):
    """Run Odoo's program to its end; a failure is a SetupError."""
    done = subprocess.run(python_command("-m", "odoo", *args), env=environment(), check=False)
    if done.returncode:
        raise SetupError(f"Odoo stopped with an error, above: odoo {' '.join(args)}")


def inside(module, *args, failure=None):
    """Run one of our modules that imports Odoo, such as ``dev.base_data``, to its end."""
    environ = environment()
    # The clone is on the path for these only: elsewhere a bare import of the addon must fail.
    environ["PYTHONPATH"] = os.pathsep.join([environ["PYTHONPATH"], str(ROOT)])
    done = subprocess.run(python_command("-m", module, *args), env=environ, check=False)
    if done.returncode:
        raise SetupError(failure or f"{module} stopped with an error, above.")


def template():
    """Name of the database with Odoo's own modules; made once per version of what is in it."""
    key = short_hash(
        odoo_version(odoo_home()),
        lock_file("environment").read_text(),
        (ROOT / "dev" / "base_data.py").read_text(),
    )
    name = f"receivables_base_{key}"
    if not exists(name):
        with lock("template"):
            if not exists(name):
                _make_template(name)
    return name


def _make_template(name):
    partial = f"{name}_partial"
    drop(partial)
    with progress("Template database: Odoo, French accounts, sales (a minute, once)"):
        query(
            "CREATE DATABASE :\"db\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C'", db=partial
        )
        inside("dev.base_data", partial)
        query("ANALYZE", partial)
        shutil.rmtree(filestore(name), ignore_errors=True)
        if filestore(partial).exists():
            filestore(partial).rename(filestore(name))
        query('ALTER DATABASE :"old" RENAME TO :"new"', old=partial, new=name)


def copy(source, name):
    """Copy a database and its files; identity and secret are the copy's own."""
    with progress(f"Database {name}: copying the template"):
        shutil.rmtree(filestore(name), ignore_errors=True)
        if filestore(source).exists():
            # Links, not copies: Odoo never writes into a stored file, it only adds and deletes.
            shutil.copytree(filestore(source), filestore(name), copy_function=os.link)
        query('CREATE DATABASE :"new" TEMPLATE :"old"', old=source, new=name)
        query(
            "UPDATE ir_config_parameter SET value = gen_random_uuid()"
            " WHERE key IN ('database.uuid', 'database.secret')",
            name,
        )


def drop(name):
    """Drop a database and its files, even when a left-over process is connected to it."""
    query('DROP DATABASE IF EXISTS :"db" WITH (FORCE)', db=name)
    shutil.rmtree(filestore(name), ignore_errors=True)


def filestore(name):
    """Folder of a database's attachments."""
    return cache_dir() / "odoo-data" / "filestore" / name
