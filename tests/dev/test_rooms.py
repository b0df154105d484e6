"""The rooms are the folders of the addon's tests, whatever they are called."""

import re

import pytest

from dev.errors import SetupError
from dev.rooms import odoo_tags, room_folder, rooms

FILE_TAG = re.compile(r"/[\w/.-]+\.py")  # what Odoo's own runner takes for the path of a file


@pytest.fixture
def tests(tmp_path):
    """Two rooms, one of them with two rooms inside, and files that are no tests."""
    for name in (
        "test_house.py",
        "receipts/test_archive.py",
        "receipts/test_mail.py",
        "receipts/receipt_common.py",
        "payments/entry/test_dialog.py",
        "payments/credits/test_refund.py",
        "pictures/map.py",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    return tmp_path


def test_rooms_are_the_folders_with_tests(tests):
    assert rooms(tests) == ["payments", "payments/credits", "payments/entry", "receipts"]


def test_pytest_gets_the_folder(tests):
    assert room_folder("receipts", tests) == tests / "receipts"
    assert room_folder("payments/entry/", tests) == tests / "payments" / "entry"


def test_odoo_gets_each_file_of_the_folder(tests):
    assert odoo_tags(tests / "receipts", tests).split(",") == [
        "/receivables_ext/tests/receipts/test_archive.py",
        "/receivables_ext/tests/receipts/test_mail.py",
    ]
    tags = odoo_tags(tests / "payments", tests).split(",")
    assert [tag.rpartition("/")[2] for tag in tags] == ["test_refund.py", "test_dialog.py"]
    assert all(map(FILE_TAG.fullmatch, tags))


def test_without_a_room_odoo_gets_the_addon(tests):
    assert odoo_tags(tests, tests) == "/receivables_ext"


@pytest.mark.parametrize("room", ["attic", "..", "pictures", "receipts/test_mail.py"])
def test_a_room_that_does_not_exist_is_refused_with_those_that_do(tests, room):
    with pytest.raises(SetupError, match=r"no room .* choose one of payments, .*, receipts\.$"):
        room_folder(room, tests)


def test_rooms_that_are_not_there_yet(tmp_path):
    with pytest.raises(SetupError, match=r"the tests are not in rooms\.$"):
        room_folder("receipts", tmp_path)
