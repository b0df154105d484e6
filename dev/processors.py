"""How many processes share out the tests."""

import os

from dev.errors import SetupError


def workers():
    """Number of pytest's processes: WORKERS, or as many as this machine lets us use."""
    wanted = os.environ.get("WORKERS", "")
    if not wanted:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    if not wanted.isdigit() or not int(wanted):
        raise SetupError(f"WORKERS is '{wanted}': set it to a number of processes, 1 or more.")
    return int(wanted)
