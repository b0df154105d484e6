"""The plan of the house: rooms, their floors, and the arrows between them, read from the code.

A room is the second-level name of a file under ``models``, ``wizard``, ``report`` or
``controllers``. The order of the floors is the order of the imports in ``models/__init__.py``, from
the ground up. An arrow is an import, or a text that names a model of ours: ``env["…"]``,
``_inherit``, the model of a relational field or of an action.
"""

import ast
import re
from collections import Counter
from dataclasses import dataclass

from dev.paths import ADDON, ROOT

FOLDER = ROOT / ADDON
TOPS = ("models", "wizard", "report", "controllers")
BASEMENT = ("rules", "writers", "readers")
"""Plain Python without Odoo, below all rooms."""
OURS = ("receivables.", f"report.{ADDON}.")
"""How names of our models begin."""
LISTED = re.compile(r"^from \. import (\w+)  # (.+)$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Room:
    """A room, or a part of one that has rooms of its own."""

    name: str
    part: str = ""

    def __str__(self):
        return f"{self.name}/{self.part}" if self.part else self.name


@dataclass(frozen=True, order=True)
class Arrow:
    """``source`` uses something of ``target``: where, and what."""

    source: Room
    target: Room
    place: str
    what: str

    def __str__(self):
        return f"{self.source} -> {self.target}: {self.place} {self.what}"


def floors():
    """What each room is for, in the order of the floors: ``{name: sentence}``."""
    return dict(LISTED.findall((FOLDER / "models" / "__init__.py").read_text()))


def parts_of(room):
    """The rooms inside a room, in the order of their floors."""
    init = FOLDER / "models" / room / "__init__.py"
    return dict(LISTED.findall(init.read_text())) if init.exists() else {}


def files():
    """Python files of the addon without its tests, as paths."""
    return sorted(
        path for top in (*TOPS, *BASEMENT) for path in (FOLDER / top).rglob("*.py") if path.exists()
    )


def room_of(path):
    """The room of a file, ``None`` for files that list rooms."""
    top, *names = path.relative_to(FOLDER).with_suffix("").parts
    if top in BASEMENT:
        return Room(top)
    if names[0] == "__init__":
        return None
    part = names[1] if len(names) > 2 and names[1] in parts_of(names[0]) else ""
    return Room(names[0], part)


def rank(room):
    """Floor of a room: what it uses has a lower one, or the same."""
    if room.name in BASEMENT:
        return (-1, 0)
    parts = list(parts_of(room.name))
    # What is in no part of a room, such as its dialogs, stands above all of them.
    return (list(floors()).index(room.name), parts.index(room.part) if room.part else len(parts))


def models():
    """Rooms of the models of ours: ``{name of the model: room}``."""
    found = {}
    for path in files():
        for node in ast.walk(ast.parse(path.read_text())):
            if _declares(node) and node.value.value.startswith(OURS):
                found[node.value.value] = room_of(path)
    return found


def arrows():
    """Every arrow from a room to another one."""
    rooms = models()
    return sorted(
        arrow
        for path in files()
        if (source := room_of(path))
        for arrow in (*_imports(path, source), *_names(path, source, rooms))
        if arrow.target != source
    )


def arrows_up():
    """Arrows from a room to one above it; the parts of a room open its dialogs."""
    return [
        arrow
        for arrow in arrows()
        if rank(arrow.target) > rank(arrow.source) and arrow.target != Room(arrow.source.name)
    ]


def _imports(path, source):
    place = path.relative_to(FOLDER)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            for alias in node.names:
                target = _file(base / alias.name) or _file(base)
                if target and (room := room_of(target)):
                    what = f"import {alias.name}"
                    yield Arrow(source, room, f"{place}:{node.lineno}", what)


def _file(module):
    """File of a module, or of a package, by its path without suffix."""
    for path in (module.with_suffix(".py"), module / "__init__.py"):
        if path.exists():
            return path
    return None


def _names(path, source, rooms):
    """Texts that name a model of ours, but for the declaration of the model itself."""
    tree = ast.parse(path.read_text())
    own = {id(node.value) for node in ast.walk(tree) if _declares(node)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and node.value in rooms and id(node) not in own:
            place = f"{path.relative_to(FOLDER)}:{node.lineno}"
            yield Arrow(source, rooms[node.value], place, f'"{node.value}"')


def _declares(node):
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_name"


# === As text === #


def draw():
    """The house as text: floors from the top, sizes, and what each room uses."""
    uses = {}
    for arrow in arrows():
        uses.setdefault(arrow.source, Counter())[str(arrow.target)] += 1
    lines = []
    for name, sentence in reversed(floors().items()):
        lines += [f"{name:<12} {_size(name)}  {sentence}"]
        for part in reversed(["", *parts_of(name)]):
            used = uses.get(Room(name, part), {})
            texts = ", ".join(f"{room} {count}" for room, count in sorted(used.items()))
            if texts:
                lines += _wrapped(f"  {part + ' ' if part else ''}uses ", texts)
        lines.append("")
    lines += [f"{name:<12} {_size(name)}  {_doc(name)}" for name in BASEMENT if _has(name)]
    return "\n".join(lines) + "\n"


def _has(name):
    return (FOLDER / name).is_dir()


def _doc(name):
    return ast.get_docstring(ast.parse((FOLDER / name / "__init__.py").read_text())).split(":")[0]


def _size(name):
    own = [path for path in files() if (room := room_of(path)) and room.name == name]
    count = sum(len(path.read_text().splitlines()) for path in own)
    return f"{len(own):>3} files {count:>5} lines"


def _wrapped(head, text, width=100):
    lines = [head]
    for word in text.split(", "):
        if len(lines[-1]) + len(word) + 2 > width:
            lines.append(" " * len(head))
        lines[-1] += f"{word}, "
    return [line.rstrip(", ") for line in lines]


PICTURE = ROOT / "docs" / "house.md"
BLOCK = re.compile(r"```text\n.*?```", re.DOTALL)


def write_picture():
    """Put the picture of today into docs/house.md."""
    PICTURE.write_text(BLOCK.sub(lambda _match: f"```text\n{draw()}```", PICTURE.read_text()))
