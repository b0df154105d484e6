"""Merge a template of words into a translation; runs in the environment, for polib."""

import sys
from pathlib import Path

import polib


def merge(pot, path):
    """Return the translation with exactly the template's words."""
    po = polib.pofile(str(path), wrapwidth=78) if path.exists() else polib.POFile(wrapwidth=78)
    if not path.exists():
        po.metadata = {
            **pot.metadata,
            "Language": "fr",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=2; plural=(n > 1);",
        }
    po.merge(pot)
    for entry in po.obsolete_entries():
        po.remove(entry)
    return po


def main(pot_path, po_path, mode):
    """Merge (or only compare) and list what has no translation; the exit code says if any."""
    po = merge(polib.pofile(pot_path), Path(po_path))
    if mode == "merge":
        po.save(po_path)
    missing = [*po.untranslated_entries(), *po.fuzzy_entries()]
    for entry in missing:
        print(f"not translated: {entry.msgid!r}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
