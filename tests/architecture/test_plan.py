"""The plan of the house holds: floors, sizes of rooms, what each file has beside it."""

import ast
import re

import pytest

from dev import house
from dev.paths import ADDON, ROOT

FOLDER = ROOT / ADDON
MAX_FILES = 40


def test_every_room_is_listed_with_its_floor():
    named = {room.name for path in house.files() if (room := house.room_of(path))}
    assert named - set(house.BASEMENT) == set(house.floors())


def test_no_arrow_points_up():
    assert not [str(arrow) for arrow in house.arrows_up()]


def test_arrows_are_seen():
    """A reader of the code that found nothing would hold any plan."""
    found = {str(arrow) for arrow in house.arrows()}
    assert any('"receivables.allocation"' in arrow for arrow in found)
    assert any("import to_units" in arrow for arrow in found)
    assert len(found) > 100


@pytest.mark.parametrize("source", ["models"])
def test_models_import_no_renderer(source):
    for path in (FOLDER / source).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module:
                assert "report" not in node.module.split("."), path


@pytest.mark.parametrize("folder", house.BASEMENT)
def test_writers_and_readers_import_nothing_of_odoo(folder):
    for path in (FOLDER / folder).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            module = getattr(node, "module", None) or ""
            names = [module, *(alias.name for alias in getattr(node, "names", []))]
            assert not any(name.split(".")[0] == "odoo" for name in names), path


def test_rooms_are_not_crowded():
    for name in house.floors():
        files = [path for path in house.files() if _is_in(path, name)]
        assert len(files) <= MAX_FILES or house.parts_of(name), f"{name}: {len(files)} files"


def _is_in(path, name):
    room = house.room_of(path)
    return room and room.name == name


def test_every_rule_and_every_writer_has_its_test():
    tests = [*(FOLDER / "tests").rglob("test_*.py"), *(ROOT / "tests").rglob("test_*.py")]
    words = "\n".join(path.read_text() for path in tests)
    for folder in house.BASEMENT:
        for path in (FOLDER / folder).glob("[a-z]*.py"):
            has_examples = folder == "rules" and ">>> " in path.read_text()
            is_imported = rf"{folder}(\.| import [^\n]*\b){path.stem}\b"
            assert has_examples or re.search(is_imported, words), path


def test_the_picture_of_the_house_is_that_of_today():
    [picture] = house.BLOCK.findall(house.PICTURE.read_text())
    assert _rooms(picture) == _rooms(f"```text\n{house.draw()}```"), "renew: dev/run house write"


def _rooms(picture):
    """The rooms and arrows of ``picture``: its lines of code change with every commit."""
    return re.sub(r" +\d+ lines", "", picture)
