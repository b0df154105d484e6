"""Programs from the system's packages: the browser of the tests, and the reader of PDF pages."""

import os
import shutil

from dev.command import run_step
from dev.console import progress
from dev.debian import SIGNED_ONLY, apt_options
from dev.errors import SetupError
from dev.locking import lock

# Program -> Debian package. Odoo's HttpCase looks for /usr/bin/chromium among other names.
BROWSER = {"chromium": "chromium"}
PDF_READER = {"pdftoppm": "poppler-utils"}


def need(programs):
    """Install what is missing of ``programs`` (program -> package), or say what to install."""
    if not _missing(programs):
        return
    with lock("apt"):
        packages = _missing(programs)
        if packages:
            _install(packages)


def _missing(programs):
    return [package for program, package in programs.items() if not shutil.which(program)]


def _install(packages):
    names = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SetupError(
            f"Missing here: {names}; install it with your system's package manager "
            f"(on Debian and Ubuntu: sudo apt-get install {names})."
        )
    failure = f"{names} could not be installed with apt-get: check the network"
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with progress(f"Installing {names} with apt-get"):
        apt_get = ["apt-get", *apt_options(*SIGNED_ONLY)]
        run_step([*apt_get, "update"], failure, env=environ)
        install = [*apt_get, "install", "--yes", "--no-install-recommends", *packages]
        run_step(install, failure, env=environ)
