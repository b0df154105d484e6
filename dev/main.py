"""The commands of ``dev/run``; each module is imported when its command is called."""

import os
import sys

from dev.errors import SetupError
from dev.odoo_env import environment, python_command
from dev.odoo_home import describe, fetch_newest, write_tested
from dev.system import BROWSER, PDF_READER, need

HELP = """\
Usage: dev/run COMMAND [arguments]; Odoo, PostgreSQL and the rest are fetched the first time.

  odoo ARGS      Odoo's own program, with configuration and database server in place
  pytest ARGS    pytest; with --odoo-database=NAME on a database, without it the plugin is off
  python ARGS    Python with Odoo on its path
  psql ARGS      the database server's client
  setup          fetch everything and start the database server, no more
  newest         fetch Debian's newest package of Odoo beside the one in use, to be tried
  db NAME        create a database with the module installed, or update the module in it
  demo           database with examples, sample documents, server (SERVE=no: no server)
  test           every test in every runner (ROOM=name: one folder of the addon's tests)
  pictures [DB]  the screens in docs/images, from the examples (DB: a database that has them)
  random         the random tests, for long, with new seeds
  lint [HOOK]    every check of style, or one
  rules          the examples in the rules' docstrings
  bench [FILE]   measures of speed
  neighbours     suites of Odoo's own modules, without the module and with it (or one of: core,
                 they-first, we-first, withholding)
  i18n [check]   export the words to translate and merge them into fr.po, or only check
  lock           write the lock files: the newest packages that dev/requirements/ allows and the
                 Odoo package in use, with their hashes
  house [write]  the rooms of the addon and their arrows; write: into docs/house.md
  roles NAME     who may do what, measured in a database, into docs/roles.md
  stop           stop the embedded PostgreSQL

Settings, as environment variables: ODOO_HOME (an Odoo 19 of your own: the folder that holds the
odoo package), ODOO_PACKAGE (a version of Debian's package that the cache has; without it, the one
that was fetched first), PGHOST PGPORT PGUSER PGPASSWORD (a database server of your own),
ODOO_PORT (8069), XDG_CACHE_HOME (where everything fetched is kept), WORKERS (processes that share
out the tests).
"""


def main(argv):
    """Run one command; returns the exit code."""
    os.umask(0o022)  # the embedded PostgreSQL's account must be able to read what root unpacks
    name, args = (argv[0], argv[1:]) if argv else ("help", [])
    command = COMMANDS.get(name)
    if not command:
        print(f"dev/run has no command '{name}': `dev/run help` lists them.", file=sys.stderr)
        return 2
    try:
        return command(args) or 0
    except SetupError as error:
        print(f"[dev] {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _help(_args):
    print(HELP)


def _become(command):
    """Replace this process: signals and exit code are then the program's own."""
    environ = environment()
    os.execvpe(command[0], command, environ)


def _odoo(args):
    if any(arg.startswith(("--test-enable", "--test-tags", "--test-file")) for arg in args):
        need(BROWSER)
    _become(python_command("-m", "odoo", *args))


def _pytest(args):
    need(BROWSER | PDF_READER)
    plugin = any(arg.startswith("--odoo-database") for arg in args)
    _become(python_command("-m", "pytest", *([] if plugin else ["-p", "no:odoo"]), *args))


def _python(args):
    _become(python_command(*args))


def _psql(args):
    _become(["psql", *args])


def _setup(_args):
    environment()
    need(BROWSER | PDF_READER)
    if not os.environ.get("ODOO_HOME"):
        describe()


def _newest(_args):
    fetch_newest()


def _lock(_args):
    from dev.locks import write_locks
    from dev.venv import venv_python

    write_locks(venv_python())
    if not os.environ.get("ODOO_HOME"):
        write_tested()


def _db(args):
    from dev.database import ensure_database

    if len(args) != 1:
        raise SetupError("Name the database: `make db DB=name` or `dev/run db name`.")
    ensure_database(args[0])


def _demo(args):
    from dev.demo import demo

    demo(serve=_value(args, "SERVE") != "no")


def _test(args):
    from dev.testing import test

    return test(room=_value(args, "ROOM"))


def _pictures(args):
    from dev.pictures import pictures

    pictures(*args)


def _random(_args):
    from dev.testing import random_tests

    return random_tests()


def _value(args, name):
    """The value of an argument NAME=value; "" without one."""
    return next((arg.partition("=")[2] for arg in args if arg.startswith(f"{name}=")), "")


def _lint(args):
    from dev.lint import lint

    return lint(args)


def _rules(_args):
    from dev.examples import run

    # No set-up at all: the loop of someone who works on a rule.
    return run()


def _bench(args):
    from dev.bench import bench

    return bench(args)


def _neighbours(args):
    from dev.neighbours import neighbours

    return neighbours(args)


def _i18n(args):
    from dev.i18n import i18n

    i18n(check="check" in args)


def _house(args):
    from dev.house import draw, write_picture

    # With no set-up at all: it reads the files.
    print(draw(), end="")
    if "write" in args:
        write_picture()


def _roles(args):
    if len(args) != 1:
        raise SetupError("Name a database with the module up to date: `dev/run roles name`.")
    os.environ["WRITE"] = "yes"
    _pytest(["--odoo-http", f"--odoo-database={args[0]}", "-q", "tests/roles/test_roles.py"])


def _stop(_args):
    from dev.postgres import stop

    stop()


COMMANDS = {
    "help": _help,
    "odoo": _odoo,
    "pytest": _pytest,
    "python": _python,
    "psql": _psql,
    "setup": _setup,
    "newest": _newest,
    "lock": _lock,
    "db": _db,
    "demo": _demo,
    "pictures": _pictures,
    "test": _test,
    "random": _random,
    "lint": _lint,
    "rules": _rules,
    "bench": _bench,
    "neighbours": _neighbours,
    "i18n": _i18n,
    "house": _house,
    "roles": _roles,
    "stop": _stop,
}
