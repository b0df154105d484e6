"""Debian's packages are those of a signed index, by SHA-256, and a version that is there stays."""

import hashlib
import os

import pytest

from dev import debian, fetch_odoo, odoo_home
from dev.apt_sources import Source
from dev.errors import SetupError

OFFER = "'mirror:/pool/{file}' {file} 12 SHA256:{sha256}\n"
TESTED = "# A comment\nodoo-19 19.0.0-1 {}\n".format("a" * 64)


def package(version="19.0.0-1", sha256="a" * 64):
    file = f"odoo-19_{version}_all.deb"
    return debian.Package("odoo-19", version, sha256, file)


def tree(cache, folder, text, age):
    """An unpacked tree of the cache, fetched ``age`` seconds after the first one."""
    marker = cache / folder / "VERSION"
    marker.parent.mkdir(parents=True)
    marker.write_text(text)
    os.utime(marker, (1000 + age, 1000 + age))
    return marker.parent


def test_the_index_says_which_files_are_offered():
    files = ["odoo-19_19.0.0-1_all.deb", "fonts-roboto-unhinted_2%3a3.016-1_all.deb"]
    printed = "".join(OFFER.format(file=file, sha256="a" * 64) for file in files)
    first, second = debian.parse_offers(printed)
    assert first == package()
    assert (second.version, second.file) == ("2:3.016-1", files[1])


def test_a_file_with_a_changed_byte_is_refused(tmp_path):
    file = tmp_path / "odoo-19_19.0.0-1_all.deb"
    file.write_bytes(b"content")
    sha256 = hashlib.sha256(b"content").hexdigest()
    assert debian.checked(file, sha256) == file
    file.write_bytes(b"contenT")
    with pytest.raises(SetupError, match="not the file that Debian's signed index names"):
        debian.checked(file, sha256)
    assert not file.exists()


def test_an_index_that_nobody_signed_is_refused(cache, tmp_path):
    for suite in ("sid", "bookworm"):
        release = tmp_path / "mirror" / "dists" / suite / "Release"
        release.parent.mkdir(parents=True)
        release.write_text(f"Suite: {suite}\n")
    with pytest.raises(SetupError, match="not signed by a key that this machine trusts"):
        debian.update(Source(f"file:{tmp_path}/mirror", ("sid",)), "no network")


def test_a_newer_version_than_the_tested_one_is_named(capsys):
    fetch_odoo.compare([package()], TESTED)
    assert not capsys.readouterr().err
    fetch_odoo.compare([package("19.0.1-1")], TESTED)
    assert (
        "Debian has odoo-19 19.0.1-1; the tests were run with 19.0.0-1" in capsys.readouterr().err
    )


def test_another_file_of_the_tested_version_is_refused():
    with pytest.raises(SetupError, match=r"names another file as odoo-19 19\.0\.0-1"):
        fetch_odoo.compare([package(sha256="b" * 64)], TESTED)


def test_all_packages_that_are_fetched_are_noted_as_tested():
    lines = [line.split() for line in fetch_odoo.TESTED.read_text().splitlines()[1:]]
    assert [name for name, _version, _sha256 in lines] == [
        wanted.split("/")[0] for wanted in fetch_odoo.WANTED
    ]
    assert all(len(sha256) == 64 for _name, _version, sha256 in lines)


def test_the_first_package_of_the_cache_stays_in_use(cache, monkeypatch):
    first = tree(cache, "odoo-19.0", "odoo-19_19.0.0-1_all.deb", 0)
    newer = tree(cache, "odoo-19.0.1-1", f"{package('19.0.1-1')}\n", 10)
    tree(cache, "odoo-19.0.2-1.partial", f"{package('19.0.2-1')}\n", -10)
    assert odoo_home.tree_in_use() == first
    monkeypatch.setenv("ODOO_PACKAGE", "19.0.1-1")
    assert odoo_home.tree_in_use() == newer
    monkeypatch.setenv("ODOO_PACKAGE", "19.0.2-1")
    with pytest.raises(SetupError, match=r"set it to 19\.0\.0-1 or 19\.0\.1-1, or run dev/run ne"):
        odoo_home.tree_in_use()


@pytest.mark.parametrize(("served", "unpacked"), [("19.0.0-1", []), ("19.0.1-1", ["19.0.1-1"])])
def test_the_newest_package_comes_beside_the_one_in_use(
    cache, tmp_path, monkeypatch, served, unpacked
):
    first = tree(cache, "odoo-19.0.0-1", f"{package()}\n", 0)
    (tmp_path / "tested").write_text(TESTED)
    monkeypatch.setattr(fetch_odoo, "TESTED", tmp_path / "tested")
    monkeypatch.setattr(fetch_odoo, "debian_mirror", lambda: "mirror")
    monkeypatch.setattr(debian, "update", lambda mirror, failure: None)
    monkeypatch.setattr(debian, "offered", lambda wanted, failure: [package(served)])
    monkeypatch.setattr(debian, "download", lambda packages, failure: [])
    monkeypatch.setattr(fetch_odoo, "_repair", lambda tree: None)
    odoo_home.fetch_newest()
    assert list(fetch_odoo.trees()) == ["19.0.0-1", *unpacked]
    assert odoo_home.tree_in_use() == first


def test_setup_says_the_version_and_the_hash(cache, capsys):
    tree(cache, "odoo-19.0.0-1", f"{package()}\n", 0)
    tree(cache, "odoo-19.0.1-1", f"{package('19.0.1-1')}\n", 10)
    odoo_home.describe()
    said = capsys.readouterr().err
    assert f"Debian's package 19.0.0-1, SHA-256 {'a' * 64}" in said
    assert "ODOO_PACKAGE=19.0.1-1 uses it" in said
