"""`make test`: every test in every runner, and nothing left out in silence."""

import shutil
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from dev import ports, rooms, test_verdict
from dev.console import say
from dev.database import copy, drop, ensure_database, inside
from dev.errors import SetupError
from dev.locking import lock
from dev.odoo_env import python_command
from dev.parameters import ADDON_MARK, files_mark, is_up_to_date, set_parameter
from dev.paths import ADDON, ROOT, short_hash
from dev.processors import workers
from dev.recording import record, show
from dev.system import BROWSER, PDF_READER, need
from dev.test_verdict import Outcome

# A clone's own: clones that share the cache do not wait for each other. No test writes into it,
# all work on copies.
DATABASE = f"receivables_test_{short_hash(ROOT)[:6]}"
FOLDER = ROOT / "build" / "test"
RANDOM_TESTS = (
    "tests/stateful/test_ledger_machine.py",
    "tests/stateful/test_anything_machine.py",
    "tests/attack",
    "tests/roles",
    "tests/rules",
    "tests/fuzz",
)


def test(room):
    """Run all stages, even after one has failed; returns the exit code.

    :param room: run only the tests of this folder of the addon's tests; "" for all
    """
    if room:
        folder = rooms.room_folder(room)
        steps = [{"install": install_once}, _runners(rooms.odoo_tags(folder), folder)]
    else:
        # The tests of dev/ need no database, so they run while it is made.
        first = {"install": install, "rules": rules, "set-up": setup_tests}
        steps = [first, _runners(rooms.odoo_tags(), "--ignore=tests/dev")]
    return run_steps(steps)


def random_tests():
    """Run the random tests for long, with seeds of the moment; returns the exit code."""
    long = {"pytest": lambda: pytest_runner(*RANDOM_TESTS, LONG="yes")}
    return run_steps([{"install": install_once}, long])


def run_steps(steps):
    """Run the stages of each step at the same time, one step after another; say what failed."""
    need(BROWSER | PDF_READER)
    outcomes = {}
    with lock(DATABASE):
        start = time.monotonic()
        # Not before: another run may still be writing there.
        shutil.rmtree(FOLDER, ignore_errors=True)
        FOLDER.mkdir(parents=True)
        for stages in steps:
            with ThreadPoolExecutor(len(stages)) as pool:
                running = {name: pool.submit(_run, name, stage) for name, stage in stages.items()}
                outcomes |= {name: future.result() for name, future in running.items()}
    print(f"\n{test_verdict.table(outcomes, time.monotonic() - start)}", flush=True)
    return 1 if any(outcome.problem for outcome in outcomes.values()) else 0


def _run(name, stage):
    say(f"--- {name}: started")
    start = time.monotonic()
    try:
        outcome = stage() or Outcome()
    except SetupError as error:
        outcome = Outcome(str(error))
    say(f"--- {name} {'FAILED: ' + outcome.problem if outcome.problem else 'passed'}")
    return outcome._replace(seconds=time.monotonic() - start)


def install():
    """Make a new database with the module."""
    ensure_database(DATABASE, fresh=True)
    inside("dev.compile_assets", DATABASE)
    set_parameter(DATABASE, ADDON_MARK, files_mark())


def install_once():
    """Keep the database of the last run when only tests have changed since."""
    if not is_up_to_date(DATABASE):
        install()


def rules():
    """Run the examples in the rules' docstrings."""
    log = FOLDER / "rules.log"
    code = record([ROOT / "dev" / "run", "rules"], log)
    show("rules", log.read_text().splitlines())
    return Outcome("an example does not hold" if code else None)


def setup_tests():
    """Run the tests of dev/, without Odoo."""
    # Any other run of pytest shuts the account of PostgreSQL out of the usual folder.
    with tempfile.TemporaryDirectory() as folder:
        base = f"--basetemp={folder}/pytest"
        outcome = _pytest("set-up", "-p", "no:odoo", base, "tests/dev")
    show("set-up", (FOLDER / "set-up.log").read_text().splitlines())
    return outcome


def _runners(tags, *what):
    return {"odoo": lambda: odoo_runner(tags), "pytest": lambda: pytest_runner(*what)}


def pytest_runner(*what, **variables):
    """Run tests in pytest with a browser, shared out over processes by file."""
    # In the order of pyproject.toml: the longest files come first, so that none is left for last.
    shared = [f"--numprocesses={workers()}", "--dist=loadfile", "--no-loadscope-reorder"]
    database = ["--odoo-http", f"--odoo-database={DATABASE}"]
    # Odoo's runner, which nothing shares out, has the right of way.
    before = ["nice", "-n", "5"]
    return _pytest("pytest", *shared, *database, *what, before=before, live=True, **variables)


def _pytest(name, *args, before=(), live=False, **variables):
    report = FOLDER / f"{name}.xml"
    command = python_command("-m", "pytest", "-rfEs", f"--junitxml={report}", *args)
    code = record([*before, *command], FOLDER / f"{name}.log", live, **variables)
    return test_verdict.pytest_outcome(code, report)


def odoo_runner(tags):
    """Update the module and run its tests in Odoo's own runner."""
    log = FOLDER / "odoo.log"
    with _copy("odoo") as database:
        options = ["-d", database, "-u", ADDON, "--test-enable", "--test-tags", tags]
        options += ["--stop-after-init", f"--http-port={ports.any_free()}"]
        code = record(python_command("-m", "odoo", *options), log)
    lines = log.read_text().splitlines()
    show("odoo", test_verdict.worth_showing(lines))
    return test_verdict.odoo_outcome(code, log.read_text())


@contextmanager
def _copy(name):
    database = f"{DATABASE}-{name}"
    drop(database)
    copy(DATABASE, database)
    yield database
    drop(database)
