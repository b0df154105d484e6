"""`make test`: every test in every runner, and nothing left out in silence."""

import shutil
import subprocess
import sys
import time

from dev import ports, test_verdict
from dev.console import say
from dev.database import ensure_database
from dev.errors import SetupError
from dev.locking import lock
from dev.odoo_env import environment, python_command
from dev.paths import ADDON, ROOT
from dev.system import BROWSER, PDF_READER, need

DATABASE = "receivables_test"
FOLDER = ROOT / "build" / "test"


def test():
    """Run all stages, even after one has failed; returns the exit code."""
    need(BROWSER | PDF_READER)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    stages = {
        "install": install,
        "rules": rules,
        "set-up": setup_tests,
        "odoo": odoo_runner,
        "pytest": pytest_runner,
    }
    start = time.monotonic()
    # One run at a time: the database and the report files have fixed names.
    with lock("test"):
        rows = [_run(name, stage) for name, stage in stages.items()]
    print()
    for name, problem, seconds in rows:
        print(f"  {name:<8} {seconds:6.1f} s  {problem or 'passed'}")
    failed = [name for name, problem, _seconds in rows if problem]
    verdict = f"FAILED: {', '.join(failed)}" if failed else "every stage passed"
    print(f"make test: {verdict} ({time.monotonic() - start:.0f} s)")
    return 1 if failed else 0


def _run(name, stage):
    say(f"--- {name}: {stage.__doc__}")
    start = time.monotonic()
    try:
        problem = stage()
    except SetupError as error:
        problem = str(error)
    if problem:
        say(f"--- {name} FAILED: {problem}")
    return name, problem, time.monotonic() - start


def install():
    """A new database with the module."""
    ensure_database(DATABASE, fresh=True)


def rules():
    """The examples in the rules' docstrings."""
    files = sorted((ROOT / ADDON / "rules").glob("*.py"))
    code = subprocess.call(python_command("-m", "doctest", *files)) if files else 0
    return "an example does not hold" if code else None


def setup_tests():
    """The tests of dev/, without Odoo."""
    return _pytest("set-up", "-p", "no:odoo", "tests/dev")


def pytest_runner():
    """The addon's tests and those of the repository, in pytest with a browser."""
    return _pytest("pytest", "--odoo-http", f"--odoo-database={DATABASE}", "--ignore=tests/dev")


def _pytest(name, *args):
    report = FOLDER / f"{name}.xml"
    command = python_command("-m", "pytest", "-rs", f"--junitxml={report}", *args)
    code = subprocess.call(command, cwd=ROOT, env=environment())
    return test_verdict.pytest_problem(code, report)


def odoo_runner():
    """Update the module and run its tests in Odoo's own runner."""
    log = FOLDER / "odoo.log"
    options = ["-d", DATABASE, "-u", ADDON, "--test-enable", "--test-tags", f"/{ADDON}"]
    options += ["--stop-after-init", f"--http-port={ports.any_free()}"]
    server = subprocess.Popen(
        python_command("-m", "odoo", *options),
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    show = False
    with log.open("w") as file:
        for line in server.stdout:
            file.write(line)
            show = test_verdict.worth_showing(line, show)
            if show:
                sys.stdout.write(line)
    return test_verdict.odoo_problem(server.wait(), log.read_text())
