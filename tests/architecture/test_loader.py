"""Odoo's own runner sees every test: it keeps what ``tests/__init__`` names ``test_...``."""

import ast
from collections import Counter

from odoo.tests.loader import get_module_test_cases, get_test_modules

from tests.architecture.test_house import ADDON

NAME = "odoo.addons.receivables_ext.tests"


def written():
    """(module, class, method) of every test in the files of the addon."""
    for path in (ADDON / "tests").rglob("test_*.py"):
        module = ".".join((NAME, *path.relative_to(ADDON / "tests").with_suffix("").parts))
        for node in ast.parse(path.read_text()).body:
            for item in getattr(node, "body", []) if isinstance(node, ast.ClassDef) else []:
                if isinstance(item, ast.FunctionDef) and item.name.startswith("test_"):
                    yield module, node.name, item.name


def test_the_loader_finds_every_test():
    found = {
        (case.__class__.__module__, case.__class__.__name__, case._testMethodName)
        for module in get_test_modules("receivables_ext")
        for case in get_module_test_cases(module)
    }
    missing = set(written()) - found
    assert len(found) > 800
    assert not missing, "the file is not taken in by the __init__ of its folder"


def test_names_of_test_files_are_unique_over_all_rooms():
    names = Counter(path.name for path in (ADDON / "tests").rglob("test_*.py"))
    assert not [name for name, count in names.items() if count > 1]
