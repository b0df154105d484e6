"""Did a test run pass: nothing failed, nothing was skipped, and something was run."""

import re
from typing import NamedTuple
from xml.etree import ElementTree

LOG_LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>\S+):"
)
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
SKIPPED = re.compile(r" INFO \S+ \S+: skipped (.*)")


class Outcome(NamedTuple):
    """What came of a stage: what is wrong with it, its tests, and those that did not pass."""

    problem: str | None = None
    tests: int = 0
    failed: int = 0
    seconds: float = 0.0


def pytest_problem(code, report):
    """Return what is wrong with a pytest run, or None.

    :param report: path of its JUnit file; skipped tests count as failures, for a missing browser
        or server must not go unnoticed
    """
    if code == 5:
        return "no test was run"
    if code:
        return f"pytest ended with code {code}"
    skipped = _count(report, "skipped")
    return f"{skipped} skipped, nothing may be" if skipped else None


def pytest_outcome(code, report):
    """Return what came of a pytest run, of all its processes."""
    failed = sum(_count(report, name) for name in ("failures", "errors", "skipped"))
    # What the report calls tests are parts of tests, too.
    tests = len([*_read(report).iter("testcase")])
    return Outcome(pytest_problem(code, report), tests, failed)


def _count(report, name):
    return sum(int(suite.get(name, 0)) for suite in _read(report).iter("testsuite"))


def _read(report):
    """The JUnit file; an empty one for a run that stopped before its end."""
    return ElementTree.parse(report).getroot() if report.exists() else ElementTree.Element("none")


def odoo_problem(code, log):
    """Return what is wrong with a run of Odoo's own runner, or None."""
    errors = [line for line in log.splitlines() if _level(line) in {"ERROR", "CRITICAL"}]
    summaries = [tuple(map(int, found)) for found in SUMMARY.findall(log)]
    skipped = SKIPPED.findall(log)
    checks = [
        (any(failed or broken for failed, broken, _count in summaries), "a test failed"),
        (errors, f"{len(errors)} errors in the log"),
        (skipped, f"skipped: {', '.join(skipped)}"),
        (not sum(count for _failed, _broken, count in summaries), "no test was run"),
        (code, f"Odoo ended with code {code}"),
    ]
    return next((problem for bad, problem in checks if bad), None)


def odoo_outcome(code, log):
    """Return what came of a run of Odoo's own runner."""
    summaries = [tuple(map(int, found)) for found in SUMMARY.findall(log)]
    failed = sum(failed + broken for failed, broken, _count in summaries)
    failed += len(SKIPPED.findall(log))
    return Outcome(odoo_problem(code, log), sum(count for *_, count in summaries), failed)


def worth_showing(lines):
    """Yield what to print of Odoo's log; lines without a date go with the one before."""
    shown = False
    for line in lines:
        shown = _is_worth_showing(line, shown)
        if shown:
            yield line


def _is_worth_showing(line, before):
    match = LOG_LINE.match(line)
    if not match:
        return before
    return match["level"] != "INFO" or match["logger"] in {"odoo.tests.result", "odoo.tests.stats"}


def _level(line):
    match = LOG_LINE.match(line)
    return match["level"] if match else None


def table(outcomes, seconds):
    """Return one row for each stage, the verdict, and the totals as pytest words them."""
    rows = [
        f"  {name:<8} {one.seconds:6.1f} s {f'{one.tests} tests' if one.tests else '':>12}  "
        + (one.problem or "passed")
        for name, one in outcomes.items()
    ]
    bad = [name for name, one in outcomes.items() if one.problem]
    verdict = f"FAILED: {', '.join(bad)}" if bad else "every stage passed"
    return "\n".join([*rows, f"make test: {verdict} ({seconds:.0f} s)", _totals(outcomes, seconds)])


def _totals(outcomes, seconds):
    """A stage that is not green counts as an error when no test of it says so."""
    failed = sum(one.failed for one in outcomes.values())
    errors = sum(bool(one.problem) and not one.failed for one in outcomes.values())
    passed = sum(one.tests for one in outcomes.values()) - failed
    counts = {"failed": failed, "passed": passed, "error": errors}
    words = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return f" {words or 'no tests ran'} in {seconds:.2f}s ".center(80, "=")
