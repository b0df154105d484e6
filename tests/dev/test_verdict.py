"""A test run that failed, skipped or ran nothing is never called green."""

import pytest

from dev.test_verdict import (
    Outcome,
    odoo_outcome,
    odoo_problem,
    pytest_outcome,
    pytest_problem,
    table,
    worth_showing,
)

PREFIX = "2026-01-01 10:00:00,000 42"
PASSED = f"{PREFIX} INFO db odoo.tests.result: 0 failed, 0 error(s) of 3 tests when loading\n"
FAILED = PASSED.replace("0 failed", "1 failed")
NOTHING = PASSED.replace("of 3", "of 0")
ERROR = f"{PREFIX} ERROR db odoo.http: something broke\n"
SKIPPED = f"{PREFIX} INFO db odoo.addons.x.tests.test_y: skipped TestY.test_z : no browser\n"


@pytest.mark.parametrize(
    ("code", "log", "problem"),
    [
        (0, PASSED, None),
        (1, FAILED, "a test failed"),
        (0, ERROR + PASSED, "1 errors in the log"),
        (0, NOTHING, "no test was run"),
        (0, "", "no test was run"),
        (0, SKIPPED + PASSED, "skipped: TestY.test_z : no browser"),
        (255, PASSED, "Odoo ended with code 255"),
    ],
)
def test_odoo_runner(code, log, problem):
    assert odoo_problem(code, log) == problem


@pytest.mark.parametrize(
    ("code", "skipped", "problem"),
    [
        (0, 0, None),
        (0, 2, "2 skipped, nothing may be"),
        (1, 0, "pytest ended with code 1"),
        (5, 0, "no test was run"),
    ],
)
def test_pytest(tmp_path, code, skipped, problem):
    report = tmp_path / "report.xml"
    report.write_text(f'<testsuites><testsuite tests="9" skipped="{skipped}"/></testsuites>')
    assert pytest_problem(code, report) == problem


def test_the_trace_below_an_error_is_shown_with_it():
    boring = f"{PREFIX} INFO db odoo.modules: loading"
    trace = "Traceback (most recent call last):"
    log = [boring, "of the boring line", ERROR, trace, boring, PASSED]
    assert list(worth_showing(log)) == [ERROR, trace, PASSED]


def test_all_processes_and_both_runners_are_counted(tmp_path):
    report = tmp_path / "report.xml"
    counts = 'tests="99" failures="1" errors="2" skipped="1"'  # with parts of tests
    cases = "<testcase/>" * 9
    report.write_text(f"<testsuites><testsuite {counts}>{cases}</testsuite></testsuites>")
    assert pytest_outcome(1, report) == Outcome("pytest ended with code 1", 9, 4)
    assert odoo_outcome(1, FAILED + PASSED + SKIPPED) == Outcome("a test failed", 6, 2)


def test_a_pytest_that_stopped_before_its_report_is_not_green(tmp_path):
    gone = tmp_path / "report.xml"
    assert pytest_outcome(3, gone) == Outcome("pytest ended with code 3")


def test_the_table_ends_as_pytest_does():
    green = {"install": Outcome(seconds=5), "odoo": Outcome(tests=7), "pytest": Outcome(tests=9)}
    *rows, verdict, totals = table(green, 61).splitlines()
    assert [row.split()[-1] for row in rows] == ["passed"] * 3
    assert verdict == "make test: every stage passed (61 s)"
    assert totals.strip("=") == " 16 passed in 61.00s "


def test_the_table_names_what_failed_though_every_test_passed():
    bad = {"odoo": Outcome("2 errors in the log", 7), "pytest": Outcome("a test failed", 9, 1)}
    *rows, verdict, totals = table(bad, 61).splitlines()
    assert "2 errors in the log" in rows[0]
    assert verdict == "make test: FAILED: odoo, pytest (61 s)"
    assert totals.strip("=") == " 1 failed, 15 passed, 1 error in 61.00s "
