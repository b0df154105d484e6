"""Two runs at once wait for each other, and an interrupted step starts again."""

import signal
import subprocess
import sys
import threading
import time

import pytest

from dev.locking import lock
from dev.paths import ROOT, build_folder

HOLD = "from dev.locking import lock\nwith lock('x'):\n print('held', flush=True)\n input()"


@pytest.fixture
def holder(cache):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def take_lock(taken):
    with lock("x"):
        taken.set()


def test_a_lock_keeps_a_second_run_out_until_the_first_is_done(holder, capsys):
    taken = threading.Event()
    thread = threading.Thread(target=take_lock, args=[taken])
    thread.start()
    assert not taken.wait(0.3)
    assert "waiting" in capsys.readouterr().err
    holder.stdin.write("\n")
    holder.stdin.flush()
    assert taken.wait(10)
    thread.join()


def test_a_killed_run_leaves_no_lock_behind(holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    start = time.monotonic()
    with lock("x"):
        assert time.monotonic() - start < 1


def test_locks_of_different_names_do_not_meet(holder):
    with lock("y"):
        assert holder.poll() is None


def test_an_interrupted_step_leaves_nothing_that_looks_finished(tmp_path):
    def half(folder):
        (folder / "half").touch()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_folder(tmp_path / "thing", half)
    assert not (tmp_path / "thing").exists()

    build_folder(tmp_path / "thing", lambda folder: (folder / "whole").touch())
    assert [path.name for path in (tmp_path / "thing").iterdir()] == ["whole"]


def test_a_finished_step_is_not_done_again(tmp_path):
    build_folder(tmp_path / "thing", lambda folder: None)
    build_folder(tmp_path / "thing", lambda folder: pytest.fail("built twice"))
