"""Every check of style, through pre-commit; its environments live in the cache."""

import os
import shutil
import subprocess

from dev.errors import SetupError
from dev.locking import lock
from dev.paths import ROOT, cache_dir
from dev.venv import venv_python


def lint(args):
    """Run all hooks, or those named in ``args``, on every file that git knows or could know."""
    for program, what in {"git": "the list of files", "npm": "prettier"}.items():
        if not shutil.which(program):
            raise SetupError(f"{program} is missing, it is needed for {what}: install it.")
    python = venv_python()
    environ = {
        **os.environ,
        "PATH": f"{python.parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "PRE_COMMIT_HOME": str(cache_dir() / "pre-commit"),
    }
    # Two runs at once would build the same environments.
    with lock("pre-commit"):
        command = [python, "-m", "pre_commit", "run", *args, "--show-diff-on-failure", "--files"]
        return subprocess.call([*command, *_files()], cwd=ROOT, env=environ)


def _files():
    """New files too, which ``pre-commit run --all-files`` would leave out until they are added."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError("The checks of style need a git clone: this folder is none.")
    return sorted({name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()})
