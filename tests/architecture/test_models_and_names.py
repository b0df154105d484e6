"""A class in the registry has a reason, elevation has one too, and names can be searched."""

import ast
import re

from dev import house
from dev.paths import ADDON, ROOT

FOLDER = ROOT / ADDON
ALONE = {
    *("_find", "_row", "_line", "_key", "_lock", "_check", "_query", "_columns", "_labels"),
    *("_of", "_sql", "_prepare", "_note", "_joins", "_domain"),
}
"""Names that say nothing of what they find, lock or name."""
ELSEWHERE = {
    "receipt": {"receipts"},
    "statement": {"statements"},
    "schedule": {"schedule"},
    "plan": {"payments"},
    "conversion": {"walk_ins"},
}
"""Words with one sense, as docs/glossary.md decides, and the rooms whose subject they are."""
KNOWN = re.compile(
    r"payment_receipt|bank_statement|reconcile_plan|^_statement_recipients_domain$"
    r"|^action_schedule$|^_cron_plan$"
)
"""Names of core, of the contract of names, and of stored scheduled actions."""


def test_words_have_one_sense():
    """In names of functions of other rooms, but for those of core and those that are stored."""
    found = []
    for path, node in functions():
        room = house.room_of(path)
        for word, rooms in ELSEWHERE.items():
            is_elsewhere = room and room.name not in rooms | set(house.BASEMENT)
            says_it = re.search(rf"(^|_){word}s?(_|$)", node.name)
            if is_elsewhere and says_it and not KNOWN.search(node.name):
                found.append(f"{path.relative_to(FOLDER)}:{node.lineno} {node.name}")
    assert not found


def functions():
    for path in house.files():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                yield path, node


def test_names_say_of_what():
    found = [
        f"{path}:{node.lineno} {node.name}" for path, node in functions() if node.name in ALONE
    ]
    assert not found


def test_every_abstract_model_has_its_reason():
    """Others override it, it shares fields, or remote calls, crons and reports call it."""
    data = "\n".join(path.read_text() for path in (FOLDER / "data").rglob("*.xml"))
    extended = [text for path in house.files() for text in _inherited(path)]
    without = []
    for path in house.files():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and _is_abstract(node) and (name := _name(node)):
                ref = f"model_{name.replace('.', '_')}"
                if not (
                    name.startswith("report.")
                    or name in extended
                    or f'ref="{ref}"' in data
                    or "For a module to" in ast.get_source_segment(path.read_text(), node)
                    or any(_is_public(item) for item in node.body)
                ):
                    without.append(name)
    assert not without


def _is_abstract(node):
    return any(getattr(base, "attr", "") == "AbstractModel" for base in node.bases)


def _name(node):
    for item in node.body:
        if isinstance(item, ast.Assign) and getattr(item.targets[0], "id", "") == "_name":
            return item.value.value
    return None


def _is_public(item):
    return isinstance(item, ast.FunctionDef) and not item.name.startswith("_")


def _inherited(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "_inherit":
            for item in ast.walk(node.value):
                if isinstance(item, ast.Constant):
                    yield item.value


def test_every_elevation_says_why():
    """A comment beside ``sudo()``: in its statement, or on the three lines above it."""
    silent = []
    for path in house.files():
        lines = path.read_text().splitlines()
        for start, node in _elevations(ast.parse(path.read_text())):
            around = lines[max(0, start - 4) : node.end_lineno + 1]
            if not any("#" in line for line in around):
                silent.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert not silent


def _elevations(tree):
    """Calls that give all rights, with the first line of their statement."""
    for statement in ast.walk(tree):
        if isinstance(statement, ast.stmt):
            for node in _own_nodes(statement):
                if isinstance(node, ast.Call) and _elevates(node):
                    yield min(statement.lineno, node.lineno), node


def _own_nodes(statement):
    """What a statement says itself, without the statements in it."""
    for name, value in ast.iter_fields(statement):
        if name not in ("body", "orelse", "finalbody", "handlers"):
            for part in value if isinstance(value, list) else [value]:
                yield from ast.walk(part) if isinstance(part, ast.AST) else ()


def _elevates(node):
    is_sudo = isinstance(node.func, ast.Attribute) and node.func.attr == "sudo"
    # sudo(False) and sudo(env.su) give rights back.
    return (is_sudo and not node.args) or any(
        keyword.arg == "su" and getattr(keyword.value, "value", None) is True
        for keyword in node.keywords
    )
