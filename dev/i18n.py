"""`make i18n`: export the words to translate, merge them into fr.po, and say what is missing."""

import shutil

from dev.console import say
from dev.database import ensure_database, inside, odoo
from dev.errors import SetupError
from dev.paths import ADDON, ROOT, cache_dir, short_hash

# A clone's own, as that of the tests: the views of two clones differ.
DATABASE = f"receivables_i18n_{short_hash(ROOT)[:6]}"
FOLDER = ROOT / ADDON / "i18n"


def i18n(check=False):
    """Update the files, or with ``check`` only compare them with the addon's words."""
    ensure_database(DATABASE)
    exported = cache_dir() / f"{DATABASE}.pot"
    odoo(["i18n", "export", "-d", DATABASE, "-o", str(exported), ADDON])
    if not exported.exists():
        raise SetupError("Odoo exported no words to translate.")
    pot = FOLDER / f"{ADDON}.pot"
    if not check:
        FOLDER.mkdir(exist_ok=True)
        shutil.copy(exported, pot)
    inside(
        "dev.merge_po",
        exported,
        FOLDER / "fr.po",
        "check" if check else "merge",
        failure="fr.po is not complete: the words above have no translation in it.",
    )
    say("fr.po is complete")
