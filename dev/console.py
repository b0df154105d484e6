"""Progress lines: what is going on, on the error stream, so that output can still be piped."""

import sys
import time
from contextlib import contextmanager


def say(text):
    """Print one progress line at once."""
    print(f"[dev] {text}", file=sys.stderr, flush=True)


@contextmanager
def progress(text):
    """Announce a long step, then say how many seconds it took."""
    say(f"{text} ...")
    start = time.monotonic()
    yield
    say(f"{text}: done in {time.monotonic() - start:.0f} s")
