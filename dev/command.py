"""Run another program: quietly with a log for set-up steps."""

import subprocess

from dev.errors import SetupError
from dev.paths import cache_dir


def run_step(args, failure, **options):
    """Run one set-up command and return its output; on failure say so and where the log is.

    :param failure: the sentence without its full stop, with advice
    """
    try:
        done = subprocess.run(
            [str(arg) for arg in args],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
            **options,
        )
    except OSError as error:
        raise SetupError(f"{failure} ({error}).") from None
    if done.returncode:
        log = cache_dir() / "last-failure.log"
        log.write_text(f"$ {' '.join(map(str, args))}\n{done.stdout}")
        raise SetupError(f"{failure} (what it printed is in {log}).")
    return done.stdout
