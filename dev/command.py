"""Run another program: quietly with a log for set-up steps."""

import subprocess

from dev.errors import SetupError
from dev.paths import cache_dir


def run_step(args, failure, reasons=None, **options):
    """Run one set-up command and return its output; on failure say so and where the log is.

    :param failure: the sentence without its full stop, with advice
    :param reasons: {words in the output: sentence that says more than ``failure``}
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
        known = (reason for words, reason in (reasons or {}).items() if words in done.stdout)
        raise SetupError(f"{next(known, failure)} (what it printed is in {log}).")
    return done.stdout
