"""The house keeps its shape: sizes, places, names."""

import ast
import csv
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ADDON = ROOT / "receivables_ext"
RULES = ADDON / "rules"
MAX_LINES = 250
# Folders with one file for each subject of a model.
SUBJECT_FOLDERS = {
    *("account_move", "account_move_line", "account_payment", "account_payment_register"),
    *("res_company", "res_config_settings", "res_partner", "installment", "issue", "receipt"),
    *("receivables_receipt", "receivables_receipt_issue", "receivables_installment"),
    *("sale_order", "agreement", "remittance"),
}


def tracked(*patterns):
    """Files that git knows or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    names = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return [ROOT / name for name in names.stdout.splitlines() if (ROOT / name).exists()]


def test_python_files_are_small():
    long_files = {
        str(path.relative_to(ROOT)): count
        for path in tracked("*.py")
        if (count := len(path.read_text().splitlines())) > MAX_LINES
    }
    assert not long_files


@pytest.mark.parametrize(
    "path", sorted((ADDON / "rules").rglob("*.py")), ids=lambda path: path.name
)
def test_rules_import_nothing_of_odoo(path):
    deep = len(path.relative_to(ADDON / "rules").parts) - 1
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in getattr(node, "names", [])]
        module = getattr(node, "module", None) or ""
        assert not any(name.split(".")[0] == "odoo" for name in [module, *names])
        # A rule stands alone; one that is a folder uses its own files, and rules that stand alone.
        assert getattr(node, "level", 0) <= (deep + 1 if deep else 0)


def test_tests_of_the_addon_run_in_both_runners():
    for path in (ADDON / "tests").rglob("test_*.py"):
        tree = ast.parse(path.read_text())
        assert "pytest" not in path.read_text()
        for node in tree.body:
            assert not (isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def place_of(path):
    """Where a model is extended: a file, or a folder with one file for each subject; and its room.

    Inside a room that has rooms of its own, the smallest of them counts.
    """
    top = ADDON / path.relative_to(ADDON).parts[0]
    is_subject = path.parent.name in SUBJECT_FOLDERS
    place = path.parent if is_subject else path
    return place, place.parent if place.parent != top else top


def test_one_place_for_each_extended_model_in_each_room():
    seen = {}
    for path in tracked("receivables_ext/models/**/*.py", "receivables_ext/wizard/**/*.py"):
        place, room = place_of(path)
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Assign) or node.targets[0].__class__ is not ast.Name:
                continue
            if node.targets[0].id == "_inherit" and isinstance(node.value, ast.Constant):
                known = seen.setdefault((room, node.value.value), place)
                assert known == place, f"{path} and {known}"


def test_every_new_model_has_access_rights():
    with (ADDON / "security" / "ir.model.access.csv").open() as file:
        covered = {row["model_id/id"] for row in csv.DictReader(file)}
    for path in tracked("receivables_ext/models/**/*.py", "receivables_ext/wizard/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.ClassDef):
                continue
            bases = {base.attr for base in node.bases if isinstance(base, ast.Attribute)}
            names = {
                item.targets[0].id: item.value
                for item in node.body
                if isinstance(item, ast.Assign) and isinstance(item.targets[0], ast.Name)
            }
            if "_name" in names and bases & {"Model", "TransientModel"}:
                inherited = getattr(names.get("_inherit"), "elts", [])
                if names["_name"].value in {element.value for element in inherited}:
                    continue  # a model of core, extended with a mixin
                model = names["_name"].value.replace(".", "_")
                assert f"model_{model}" in covered, model


def test_the_manifest_lists_every_data_file():
    manifest = ast.literal_eval((ADDON / "__manifest__.py").read_text())
    listed = {*manifest["data"], *manifest.get("demo", [])}
    found = {
        str(path.relative_to(ADDON))
        for folder in ("data", "demo", "report", "security", "views", "wizard")
        for path in (ADDON / folder).rglob("*.[xc][ms][lv]")
    }
    assert found == listed
