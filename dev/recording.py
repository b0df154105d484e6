"""Run a program, keep all it prints in a file, and print it at once or when it has ended."""

import subprocess

from dev.odoo_env import environment
from dev.paths import ROOT


def record(command, log, live=False, **variables):
    """Run the command and return its exit code.

    :param log: path of the file for its output
    :param live: print each line as it comes, too
    :param variables: environment variables for this run
    """
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**environment(), **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with log.open("w") as file:
        for line in process.stdout:
            file.write(line)
            if live:
                print(line, end="", flush=True)
    return process.wait()


def show(title, lines):
    """Print lines in one piece: programs that run at the same time do not cut them."""
    if lines := [line.rstrip("\n") for line in lines]:
        print("\n".join([f"--- {title}", *lines, ""]), flush=True)
