"""Did a test run pass: nothing failed, nothing was skipped, and something was run."""

import re
from xml.etree import ElementTree

LOG_LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d+ \d+ (?P<level>[A-Z]+) \S+ (?P<logger>\S+):"
)
SUMMARY = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")
SKIPPED = re.compile(r" INFO \S+ \S+: skipped (.*)")


def pytest_problem(code, report):
    """Return what is wrong with a pytest run, or None.

    :param report: path of its JUnit file; skipped tests count as failures, for a missing browser
        or server must not go unnoticed
    """
    if code == 5:
        return "no test was run"
    if code:
        return f"pytest ended with code {code}"
    suites = ElementTree.parse(report).getroot().iter("testsuite")
    skipped = sum(int(suite.get("skipped", 0)) for suite in suites)
    return f"{skipped} skipped, nothing may be" if skipped else None


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


def worth_showing(line, before):
    """Whether to print a line of Odoo's log; lines without a date go with the one before."""
    match = LOG_LINE.match(line)
    if not match:
        return before
    return match["level"] != "INFO" or match["logger"] in {"odoo.tests.result", "odoo.tests.stats"}


def _level(line):
    match = LOG_LINE.match(line)
    return match["level"] if match else None
