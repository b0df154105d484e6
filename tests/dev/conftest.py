"""What the tests of the set-up share: a cache of their own, and the real command."""

import os
import subprocess

import pytest

from dev.paths import ROOT


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Point the set-up at an empty cache and at nothing of the user's own."""
    for name in (
        "ODOO_HOME",
        "ODOO_PACKAGE",
        "ODOO_PORT",
        "PGHOST",
        "PGPORT",
        "PGUSER",
        "PGPASSWORD",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "receivables-ext"


@pytest.fixture
def dev_run():
    """Run ``dev/run`` as a person would; returns the finished process."""

    def run(*args, **environ):
        return subprocess.run(
            [ROOT / "dev" / "run", *args],
            env={**os.environ, **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def fake_odoo(tmp_path):
    """A folder that looks like an Odoo package to the set-up."""
    package = tmp_path / "own" / "odoo"
    (package / "addons" / "account").mkdir(parents=True)
    (package / "release.py").touch()
    return package.parent


def one_sentence(done):
    """The message of a failed command, which must be a single line."""
    assert done.returncode == 1, done.stderr
    lines = [line for line in done.stderr.splitlines() if not line.endswith("...")]
    assert len(lines) == 1, done.stderr
    return lines[0]
