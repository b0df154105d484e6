"""Every Python package is fetched by version and SHA-256, and another file is refused."""

import hashlib
import json
import zipfile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dev import bench, locks, postgres, venv, wkhtmltopdf
from dev.errors import SetupError
from dev.paths import cache_dir

PYTHONS = ("3.11.9", "3.12.8", "3.13.1")
LINUX = {"sys_platform": "linux", "platform_python_implementation": "CPython"}


def wanted(name):
    lines = (locks.FOLDER / f"{name}.txt").read_text().splitlines()
    return [Requirement(line) for line in lines if line and line[0] != "#"]


def pinned(name, python):
    """{package: version} of a lock file for a version of Python."""
    text = locks.lock_file(name).read_text()
    heads = [entry.group(0).split("\\")[0] for entry in locks.ENTRY.finditer(text)]
    return {
        canonicalize_name(found.name): str(found.specifier).removeprefix("==")
        for found in map(Requirement, heads)
        if holds(found, python)
    }


def holds(requirement, python):
    versions = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
    return not requirement.marker or requirement.marker.evaluate({**LINUX, **versions})


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("name", locks.LOCKS)
def test_the_lock_covers_every_requirement(name, python):
    versions = pinned(name, python)
    for requirement in wanted(name):
        if holds(requirement, python):
            version = versions.get(canonicalize_name(requirement.name))
            assert version, f"{requirement} is not in {name}.lock: run dev/run lock"
            assert version in requirement.specifier, f"{requirement}: run dev/run lock"


@pytest.mark.parametrize("name", locks.LOCKS)
def test_each_line_of_a_lock_belongs_to_a_version_with_hashes(name):
    text = locks.lock_file(name).read_text()
    left = [line for line in locks.ENTRY.sub("", text).splitlines() if line and line[0] != "#"]
    assert not left


def test_what_has_no_wheel_is_built_with_the_setuptools_that_is_installed_first():
    for python in PYTHONS:
        installer, environment = (pinned(name, python) for name in ("installer", "environment"))
        assert installer["setuptools"] == environment["setuptools"]


def test_all_programs_are_locked():
    peers = [package for packages in bench.PEERS.values() for package in packages]
    for package in (postgres.WHEEL, wkhtmltopdf.WHEEL, *peers):
        assert "--hash=sha256:" in locks.locked("programs", package)[1]
    with pytest.raises(SetupError, match=r"add it to programs\.txt"):
        locks.locked("programs", "odoo-addon")


@pytest.fixture
def wheel(tmp_path, monkeypatch, request):
    """A wheel in a folder that is the only place to fetch from, its lock file, an empty cache."""
    python = venv.venv_python()  # of the real cache
    request.getfixturevalue("cache")
    folder = tmp_path / "served"
    folder.mkdir()
    file = folder / "tiny-1.0-py3-none-any.whl"
    about = "tiny-1.0.dist-info"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("tiny.py", "SIZE = 1\n")
        archive.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        tag = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        archive.writestr(f"{about}/WHEEL", tag)
        archive.writestr(f"{about}/RECORD", "tiny.py,,\n")
    sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    (tmp_path / "programs.lock").write_text(f"tiny==1.0 \\\n    --hash=sha256:{sha256}\n")
    monkeypatch.setattr(locks, "FOLDER", tmp_path)
    monkeypatch.setattr(venv, "venv_python", lambda: python)
    for tool in ("PIP", "UV"):
        monkeypatch.setenv(f"{tool}_NO_INDEX", "1")
        monkeypatch.setenv(f"{tool}_FIND_LINKS", str(folder))
    return file


def change_a_byte(file):
    content = file.read_bytes()
    file.write_bytes(content.replace(b"SIZE = 1", b"SIZE = 2"))
    assert len(file.read_bytes()) == len(content)


def test_a_wheel_with_the_hash_of_the_lock_is_unpacked(wheel):
    assert (venv.pip_folder("tiny") / "tiny.py").read_text() == "SIZE = 1\n"


def test_a_wheel_with_a_changed_byte_is_refused(wheel):
    change_a_byte(wheel)
    with pytest.raises(SetupError, match=r"tiny could not .* its hash differs, so it was not"):
        venv.pip_folder("tiny")
    assert not list(cache_dir().glob("tiny-1.0*/tiny.py"))


def test_a_package_without_a_hash_is_refused(wheel, tmp_path):
    lock = tmp_path / "loose.lock"
    lock.write_text("tiny==1.0\n")
    with pytest.raises(SetupError, match="tiny could not be installed"):
        locks.install(venv.venv_python(), lock, "tiny", "--target", tmp_path / "target")
    assert not list(tmp_path.glob("target/tiny*"))


def test_prettier_and_what_it_needs_have_hashes():
    folder = locks.FOLDER / "prettier"
    asked = json.loads((folder / "package.json").read_text())["devDependencies"]
    packages = json.loads((folder / "package-lock.json").read_text())["packages"]
    assert packages.pop("")["devDependencies"] == asked
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())
