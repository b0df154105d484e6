"""What goes wrong on a person's machine is said in one sentence that tells what to do."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from dev.paths import ROOT
from tests.dev.conftest import one_sentence

OTHER_PYTHON = """
import runpy, sys
sys.version_info = ({major}, {minor}, 0, "final", 0)
sys.argv = ["dev/run", "help"]
runpy.run_path({path!r}, run_name="__main__")
"""


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with Python and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "python3").symlink_to(sys.executable)  # a version manager's needs a shell
    (folder / "env").symlink_to(shutil.which("env"))
    return str(folder)


def test_port_in_use(cache, dev_run):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        sentence = one_sentence(dev_run("demo", ODOO_PORT=port))
    assert f"Port {port} is in use" in sentence
    assert "ODOO_PORT=" in sentence


def test_port_that_is_no_number(cache, dev_run):
    assert "between 1 and 65535" in one_sentence(dev_run("demo", ODOO_PORT="http"))


def test_no_apt(cache, dev_run, bare_path):
    sentence = one_sentence(dev_run("setup", PATH=bare_path))
    assert "there is no apt-get here" in sentence
    assert "ODOO_HOME" in sentence


def test_no_network_for_debian(cache, dev_run, tmp_path):
    conf = tmp_path / "apt.conf"
    closed = 'Acquire::{}::Proxy "http://127.0.0.1:1";\n'
    conf.write_text("".join(closed.format(kind) for kind in ("http", "https")))
    sentence = one_sentence(dev_run("setup", APT_CONFIG=str(conf)))
    assert "check the network" in sentence
    assert "ODOO_HOME" in sentence
    assert not list(cache.glob("odoo-19.0*"))


def test_no_network_for_python(cache, dev_run, fake_odoo):
    nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:1/", "PIP_RETRIES": "0", "PIP_NO_CACHE_DIR": "1"}
    sentence = one_sentence(dev_run("setup", ODOO_HOME=str(fake_odoo), **nowhere))
    assert "Odoo's requirements could not be installed: check the network" in sentence
    assert not list(cache.glob("venv-*/finished"))


@pytest.mark.parametrize(("major", "minor"), [(3, 10), (3, 14)])
def test_wrong_python(major, minor, bare_path):
    script = OTHER_PYTHON.format(major=major, minor=minor, path=str(ROOT / "dev" / "run"))
    done = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PATH": bare_path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert f"Python 3.11, 3.12 or 3.13 and python3 here is {major}.{minor}" in one_sentence(done)


def test_odoo_home_without_odoo(cache, dev_run, tmp_path):
    sentence = one_sentence(dev_run("setup", ODOO_HOME=str(tmp_path)))
    assert "no odoo/release.py in it" in sentence


def test_database_name_that_odoo_refuses(cache, dev_run):
    assert "is no name for a database" in one_sentence(dev_run("db", "a b"))


def test_room_that_does_not_exist(cache, dev_run):
    assert "There is no room 'attic'" in one_sentence(dev_run("test", "ROOM=attic"))


def test_command_that_does_not_exist(dev_run):
    done = dev_run("dance")
    assert done.returncode == 2
    assert "no command 'dance'" in done.stderr
