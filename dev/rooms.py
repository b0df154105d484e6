"""The rooms of the addon's tests: one folder a subject, which both runners can run alone."""

from dev.errors import SetupError
from dev.paths import ADDON, ROOT

TESTS = ROOT / ADDON / "tests"


def rooms(tests=TESTS):
    """Names of the rooms: folders with test files in or below them, ``payments/entry`` too."""
    folders = {
        folder
        for file in tests.rglob("test_*.py")
        for folder in file.relative_to(tests).parents
        if folder.name
    }
    return sorted(folder.as_posix() for folder in folders)


def room_folder(room, tests=TESTS):
    """Folder of a room; one that does not exist is refused."""
    known = rooms(tests)
    name = room.strip("/")
    if name not in known:
        advice = f"choose one of {', '.join(known)}" if known else "the tests are not in rooms"
        raise SetupError(f"There is no room '{room}' in {ADDON}/tests: {advice}.")
    return tests / name


def odoo_tags(folder=TESTS, tests=TESTS):
    """What Odoo's runner is told to run: the whole addon, or each test file of a room."""
    if folder == tests:
        return f"/{ADDON}"
    files = sorted(file.relative_to(tests) for file in folder.rglob("test_*.py"))
    return ",".join(f"/{ADDON}/tests/{file.as_posix()}" for file in files)
