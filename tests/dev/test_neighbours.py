"""Suites that end differently beside the module are surprises until a reason is written."""

from dev.neighbours import KNOWN, compare, known_differences, read_results

HEAD = "2026-01-01 10:00:00,000 42"
MODULE = "odoo.addons.account.tests.test_x"
LOG = f"""\
{HEAD} INFO db {MODULE}: Starting TestX.test_good ...
{HEAD} INFO db {MODULE}: Starting TestX.test_bad ...
{HEAD} ERROR db {MODULE}: FAIL: TestX.test_bad
{HEAD} INFO db {MODULE}: Starting TestX.test_part ...
{HEAD} ERROR db {MODULE}: ERROR: Subtest TestX.test_part (n=1)
{HEAD} ERROR db {MODULE}: ERROR: setUpClass (odoo.addons.account.tests.test_x.TestY)
"""
REASONS = '["It is locked"]\ntests = ["account TestX.test_bad"]'


def test_what_the_log_says():
    assert read_results(LOG) == {
        "account TestX.test_good": True,
        "account TestX.test_bad": False,
        "account TestX.test_part": False,
        "account setUpClass": False,
    }


def test_only_what_has_no_reason_is_a_surprise(capsys):
    after = {"account TestX.test_bad": False, "account TestX.test_part": False}
    before = dict.fromkeys(after, True)
    assert compare(before, after, known_differences(REASONS)) == ["account TestX.test_part"]
    assert "TestX.test_bad: It is locked" in capsys.readouterr().out


def test_what_fails_without_the_module_too_is_no_difference():
    after = {"account TestX.test_bad": False}
    assert compare(after, after, {}) == []


def test_a_reason_that_no_longer_holds_is_a_surprise():
    after = {"account TestX.test_bad": True}
    assert compare(after, after, known_differences(REASONS)) == [*after]


def test_a_test_that_was_not_run_is_a_surprise():
    assert compare({"account TestX.test_good": True}, {}, {}) == ["account TestX.test_good"]


def test_the_reasons_can_be_read():
    assert all(len(reason) > 20 for reason in known_differences().values()), KNOWN
