"""`make test` runs what can run at the same time, and forgets nothing that failed."""

import threading

import pytest

from dev import testing
from dev.errors import SetupError
from dev.test_verdict import Outcome


@pytest.fixture
def runs(cache, tmp_path, monkeypatch):
    """Run made-up stages instead of the real ones."""
    monkeypatch.setattr(testing, "need", lambda programs: None)
    monkeypatch.setattr(testing, "FOLDER", tmp_path / "build" / "test")
    return testing.run_steps


def test_stages_of_a_step_run_at_the_same_time(runs, capsys):
    meeting = threading.Barrier(2, timeout=10)

    def stage():
        meeting.wait()
        return Outcome(tests=3)

    assert runs([{"odoo": stage, "pytest": stage}]) == 0
    assert " 6 passed in " in capsys.readouterr().out


def test_a_stage_that_fails_stops_no_other_and_fails_the_run(runs, capsys):
    def refused():
        raise SetupError("Nothing was installed.")

    assert runs([{"install": refused}, {"odoo": lambda: Outcome(tests=3)}]) == 1
    *_, install, odoo, verdict, totals = capsys.readouterr().out.splitlines()
    assert install.endswith("Nothing was installed.")
    assert odoo.endswith("3 tests  passed")
    assert verdict.startswith("make test: FAILED: install (")
    assert " 3 passed, 1 error in " in totals


def test_an_error_of_our_own_is_not_taken_for_a_verdict(runs):
    with pytest.raises(ZeroDivisionError):
        runs([{"odoo": lambda: 1 / 0}])


@pytest.mark.parametrize(("up_to_date", "made"), [(True, []), (False, ["made"])])
def test_a_room_keeps_the_database_when_only_tests_changed(monkeypatch, up_to_date, made):
    done = []
    monkeypatch.setattr(testing, "is_up_to_date", lambda database: up_to_date)
    monkeypatch.setattr(testing, "install", lambda: done.append("made"))
    testing.install_once()
    assert done == made


def test_pytest_is_shared_out_by_file(monkeypatch):
    commands = []
    monkeypatch.setenv("WORKERS", "3")
    monkeypatch.setattr(testing, "python_command", lambda *args: args)
    monkeypatch.setattr(
        testing, "record", lambda command, *args, **variables: commands.append(command) or 5
    )
    assert testing.pytest_runner("folder").problem == "no test was run"
    [command] = commands
    assert {"--numprocesses=3", "--dist=loadfile", "folder"} < {*command}


def test_what_a_program_prints_is_kept_and_its_code_returned(tmp_path, monkeypatch, capfd):
    log = tmp_path / "log"
    monkeypatch.setattr("dev.recording.environment", dict)
    code = testing.record(["/bin/sh", "-c", "echo $LONG; exit 3"], log, live=True, LONG="yes")
    assert code == 3
    assert log.read_text() == "yes\n"
    assert capfd.readouterr().out == "yes\n"
