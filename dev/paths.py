"""Where things are: the clone, and the cache that all clones share."""

import hashlib
import os
import shutil
from pathlib import Path

from dev.errors import SetupError

ROOT = Path(__file__).resolve().parent.parent
ADDON = "receivables_ext"


def cache_dir():
    """Folder of everything that was fetched or built; it may be deleted at any time."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base).absolute() / "receivables-ext"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupError(
            f"The cache folder {folder} cannot be made ({error.strerror}): "
            "set XDG_CACHE_HOME to a folder that you can write to."
        ) from None
    return folder


def short_hash(*texts):
    """Twelve characters that change when one of the texts does; for names of cached things."""
    return hashlib.sha256("\0".join(map(str, texts)).encode()).hexdigest()[:12]


def build_folder(folder, build):
    """Make ``folder`` with ``build(partial)`` unless it is there; a finished one gets the name.

    An interrupted build leaves ``folder.partial``, which the next run deletes: what is worth
    keeping between tries (downloads) must live elsewhere. The caller holds the lock.
    """
    if not folder.exists():
        partial = folder.with_name(folder.name + ".partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        build(partial)
        partial.rename(folder)
    return folder
