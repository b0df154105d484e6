"""The addresses of our actions are ours alone: Odoo loads no registry where two have the same."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.architecture.test_house import ADDON

PREFIX = "receivables-"
PATH = re.compile(r'name="path"[^>]*>\s*([^<\s]+)')


def paths_in(folder):
    """Path of every action in the XML files of an addon: {path: file}."""
    return {
        path: str(file.relative_to(folder.parent))
        for file in folder.rglob("*.xml")
        for path in PATH.findall(file.read_text(errors="replace"))
    }


@pytest.fixture(scope="module")
def core_addons():
    """Folders of all addons that come with Odoo, installed or not."""
    account = find_spec("odoo.addons.account")
    folder = Path(account.origin).parents[1]
    return [addon for addon in folder.iterdir() if (addon / "__manifest__.py").exists()]


def test_our_action_paths_bear_our_prefix():
    own = paths_in(ADDON)
    assert own
    assert not [path for path in own if not path.startswith(PREFIX)]


def test_no_core_addon_has_an_action_path_of_ours(core_addons):
    taken = {path: file for addon in core_addons for path, file in paths_in(addon).items()}
    assert {"receipts", "sales"} & taken.keys(), "the paths of core are not found any more"
    assert not {path: taken[path] for path in paths_in(ADDON).keys() & taken.keys()}
