"""What the addon's files are, reduced to hashes that tell whether a database is up to date."""

import ast

from dev.paths import ADDON, ROOT, short_hash

# Neither changes what an update of the module would load into a database.
IGNORED = {"tests", "__pycache__", "demo", "description"}


def manifest():
    """The addon's manifest as a dict."""
    return ast.literal_eval((ROOT / ADDON / "__manifest__.py").read_text())


def demo_files():
    """Paths of the demo files inside the addon, in load order."""
    return manifest().get("demo", [])


def demo_hash():
    """Changes with the demo files: their records are created once, so the database starts anew."""
    folder = ROOT / ADDON
    return short_hash(*demo_files(), *((folder / name).read_text() for name in demo_files()))


def addon_hash():
    """Changes with the addon's code and data: the module must be updated."""
    folder = ROOT / ADDON
    files = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not IGNORED.intersection(path.relative_to(folder).parts)
    )
    return short_hash(*(f"{path.relative_to(folder)}\0{path.read_bytes()}" for path in files))
