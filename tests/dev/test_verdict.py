"""A test run that failed, skipped or ran nothing is never called green."""

import pytest

from dev.test_verdict import odoo_problem, pytest_problem, worth_showing

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
    assert worth_showing(ERROR, before=False)
    assert worth_showing("Traceback (most recent call last):", before=True)
    assert not worth_showing(f"{PREFIX} INFO db odoo.modules: loading", before=True)
    assert worth_showing(PASSED, before=False)
