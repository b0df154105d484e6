"""Every check of style, through pre-commit; the programs live in the cache, each with its hash."""

import os
import shutil
import subprocess
from functools import partial

from dev.command import run_step
from dev.errors import SetupError
from dev.locking import lock
from dev.locks import FOLDER, MISMATCH
from dev.paths import ROOT, build_folder, cache_dir, short_hash
from dev.venv import venv_python


def lint(args):
    """Run all hooks, or those named in ``args``, on every file that git knows or could know."""
    for program, what in {"git": "the list of files", "npm": "prettier"}.items():
        if not shutil.which(program):
            raise SetupError(f"{program} is missing, it is needed for {what}: install it.")
    python = venv_python("lint")
    modules = _prettier() / "node_modules"
    folders = [python.parent, modules / ".bin", os.environ.get("PATH", "")]
    environ = {
        **os.environ,
        "PATH": os.pathsep.join(map(str, folders)),
        "NODE_PATH": str(modules),
        "PRE_COMMIT_HOME": str(cache_dir() / "pre-commit"),
    }
    command = [python, "-m", "pre_commit", "run", *args, "--show-diff-on-failure", "--files"]
    return subprocess.call([*command, *_files()], cwd=ROOT, env=environ)


def _prettier():
    """Folder with prettier, fetched once; npm refuses a file that its lock file does not name."""
    wanted = FOLDER / "prettier"
    key = short_hash((wanted / "package-lock.json").read_text())
    with lock("prettier"):
        return build_folder(cache_dir() / f"prettier-{key}", partial(_npm, wanted))


def _npm(wanted, folder):
    shutil.copytree(wanted, folder, dirs_exist_ok=True)
    failure = "prettier could not be installed"
    run_step(
        # No script of a package is run.
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        f"{failure}: check the network and npm's configuration",
        reasons={"EINTEGRITY": f"{failure}: {MISMATCH.format('package-lock.json')}"},
        cwd=folder,
    )


def _files():
    """New files too, which ``pre-commit run --all-files`` would leave out until they are added."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SetupError("The checks of style need a git clone: this folder is none.")
    return sorted({name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()})
