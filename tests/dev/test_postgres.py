"""The embedded PostgreSQL: shared, kept running, restarted when a reboot ended it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from dev import postgres
from dev.paths import ROOT
from dev.venv import pip_folder, venv_python

START = "from dev.postgres import connection; print(connection()['PGHOST'])"


@pytest.fixture
def server(request):
    """A cache of its own with the fetched programs of the real one."""
    fetched = [venv_python().parents[1], pip_folder(postgres.WHEEL)]
    cache = request.getfixturevalue("cache")
    cache.mkdir()
    for folder in fetched:
        (cache / folder.name).symlink_to(folder)
    yield postgres
    postgres.stop()


def ask(statement):
    environ = {**os.environ, **postgres.connection()}
    psql = [postgres.programs() / "psql", "-X", "-qAtc", statement, "postgres"]
    return subprocess.check_output(psql, env=environ, text=True).strip()


def server_pid():
    return int((postgres.data_dir() / "postmaster.pid").read_text().split("\n")[0])


def test_two_starts_at_once_make_one_server_that_outlives_them(server):
    command = [sys.executable, "-c", START]
    runs = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    answers = {run.communicate()[0] for run in runs}
    assert [run.returncode for run in runs] == [0, 0]
    assert len(answers) == 1
    assert ask("SELECT current_user") == "odoo"
    assert ask("SHOW fsync") == "off"


def test_a_server_that_a_reboot_ended_is_started_again(server):
    ask("SELECT 1")
    pid = server_pid()
    os.kill(pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while postgres._answers(postgres._socket_dir()) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert ask("SELECT 1") == "1"
    assert server_pid() != pid


def test_a_pid_file_that_names_another_program_is_forgotten(server):
    ask("SELECT 1")
    postgres.stop()
    (postgres.data_dir() / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert ask("SELECT 1") == "1"


def test_a_long_cache_path_gets_a_short_socket(cache, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache.parent / ("long" * 30)))
    assert len(str(postgres._socket_dir())) < 90
