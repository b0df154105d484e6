"""A user's own Odoo and database server are used, and configurations do not get mixed up."""

import configparser
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dev import odoo_env, postgres
from dev.errors import SetupError
from dev.odoo_home import odoo_home, odoo_version
from dev.paths import ROOT


def addons_path(file):
    parser = configparser.ConfigParser()
    parser.read(file)
    return parser["options"]["addons_path"].split(",")


def test_odoo_home_skips_fetching(cache, fake_odoo, monkeypatch):
    monkeypatch.setenv("ODOO_HOME", str(fake_odoo))
    assert odoo_home() == fake_odoo
    assert odoo_version(fake_odoo) == str(fake_odoo)
    assert not cache.exists()


def test_threads_of_one_run_may_ask_for_a_new_configuration_at_once(cache, fake_odoo):
    for turn in range(20):
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(odoo_env._config_file, fake_odoo, [turn]) for _ in range(8)]
            files = {future.result() for future in asked}
        (file,) = files
        assert addons_path(file)[-1] == str(turn)
    assert len(list(file.parent.iterdir())) == 20


def test_addons_of_a_package_are_inside_odoo(cache, fake_odoo):
    file = odoo_env._config_file(fake_odoo)
    assert addons_path(file) == [str(fake_odoo / "odoo" / "addons"), str(ROOT)]


def test_addons_of_a_checkout_are_beside_odoo(cache, fake_odoo):
    (fake_odoo / "odoo" / "addons" / "account").rmdir()
    file = odoo_env._config_file(fake_odoo)
    expected = [fake_odoo / "odoo" / "addons", fake_odoo / "addons", ROOT]
    assert addons_path(file) == [str(path) for path in expected]


def test_each_port_has_its_own_configuration_file(cache, fake_odoo, monkeypatch):
    first = odoo_env._config_file(fake_odoo)
    monkeypatch.setenv("ODOO_PORT", "8070")
    second = odoo_env._config_file(fake_odoo)
    assert first != second
    assert "http_port = 8069" in first.read_text()
    assert "http_port = 8070" in second.read_text()


def test_a_role_that_odoo_refuses_is_named(cache, monkeypatch):
    monkeypatch.setenv("PGHOST", "localhost")
    monkeypatch.setenv("PGUSER", "postgres")
    with pytest.raises(SetupError, match="PGUSER to another role"):
        postgres.connection()


def test_a_server_that_does_not_answer_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PGHOST", str(tmp_path))
    monkeypatch.setenv("PGUSER", "someone")
    with pytest.raises(SetupError, match=r"does not let us in .* PGHOST, PGPORT"):
        postgres.connection()


def test_a_folder_named_odoo_in_the_working_directory_is_not_imported():
    command = odoo_env.python_command("-m", "odoo")
    assert command[1] == "-P"
    assert Path(command[0]).is_file()
