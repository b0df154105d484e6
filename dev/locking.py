"""Locks between runs: two set-ups at once wait for each other instead of mixing their files."""

import fcntl
from contextlib import contextmanager

from dev.console import say
from dev.paths import cache_dir


@contextmanager
def lock(name):
    """Hold the lock ``name`` of this cache; the system frees it even when the process is killed."""
    folder = cache_dir() / "locks"
    folder.mkdir(exist_ok=True)
    with (folder / f"{name}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"another run holds '{name}': waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
