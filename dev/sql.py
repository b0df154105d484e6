"""Ask the database server something through psql."""

import subprocess

from dev.errors import SetupError
from dev.odoo_env import environment


def query(statement, database="postgres", **values):
    """Run one statement and return its rows, columns separated by "|".

    ``:'name'`` in the statement is replaced by the value of ``name`` as a quoted string,
    ``:"name"`` as a quoted identifier.
    """
    variables = [word for item in values.items() for word in ("-v", "{}={}".format(*item))]
    psql = ["psql", "-X", "-qAt", "-v", "ON_ERROR_STOP=1", *variables, database]
    done = subprocess.run(
        psql, input=statement, capture_output=True, text=True, env=environment(), check=False
    )
    if done.returncode:
        raise SetupError(f"PostgreSQL refused: {' '.join(done.stderr.split())}")
    return done.stdout.splitlines()


def exists(database):
    """Whether there is a database of that name."""
    return bool(query("SELECT 1 FROM pg_database WHERE datname = :'db'", db=database))
