"""The number of processes follows the machine, unless somebody chooses it."""

import os

import pytest

from dev.errors import SetupError
from dev.processors import workers


def test_as_many_as_the_machine_lets_us_use(monkeypatch):
    monkeypatch.delenv("WORKERS", raising=False)
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {1, 4, 5}, raising=False)
    assert workers() == 3


def test_as_many_as_somebody_chooses(monkeypatch):
    monkeypatch.setenv("WORKERS", "7")
    assert workers() == 7


@pytest.mark.parametrize("wanted", ["0", "-1", "many", "1.5"])
def test_what_is_no_number_of_processes_is_refused(monkeypatch, wanted):
    monkeypatch.setenv("WORKERS", wanted)
    with pytest.raises(SetupError, match=r"set it to a number of processes, 1 or more\.$"):
        workers()
