"""Which Odoo 19 is used: Debian's package in the cache, or the user's own through ODOO_HOME.

The first package that a cache has stays the one in use. `dev/run newest` fetches another one
beside it, and ODOO_PACKAGE names it.
"""

import os
from pathlib import Path

from dev.console import say
from dev.errors import SetupError
from dev.fetch_odoo import TESTED, fetch, package_version, trees
from dev.locking import lock


def odoo_home():
    """Folder to put on Python's path: the one that holds the ``odoo`` package."""
    own = os.environ.get("ODOO_HOME")
    if own:
        home = Path(own).expanduser().absolute()
        if not (home / "odoo" / "release.py").is_file():
            raise SetupError(
                f"ODOO_HOME is {home}, but there is no odoo/release.py in it: "
                "set it to the folder that holds the odoo package."
            )
        return home
    return tree_in_use() / "usr/lib/python3/dist-packages"


def odoo_version(home):
    """Text that changes with the code of Odoo: the packages' versions, or the user's folder."""
    marker = home.parents[3] / "VERSION" if len(home.parents) > 3 else home
    return marker.read_text() if marker.is_file() else str(home)


def tree_in_use():
    """The tree of the version that ODOO_PACKAGE names, or of the one that came first."""
    if not trees():
        with lock("odoo"):
            if not trees():
                fetch()
    found, wanted = trees(), os.environ.get("ODOO_PACKAGE")
    if wanted and wanted not in found:
        raise SetupError(
            f"ODOO_PACKAGE is {wanted}, a version that the cache does not have: "
            f"set it to {' or '.join(found)}, or run dev/run newest."
        )
    return found[wanted] if wanted else next(iter(found.values()))


def fetch_newest():
    """Fetch Debian's package of today beside those that the cache has."""
    with lock("odoo"):
        version = fetch()
    say(f"Debian's newest package of Odoo 19 is {version}: ODOO_PACKAGE={version} uses it")


def describe():
    """Say which package of Odoo is in use, its SHA-256, and which others the cache has."""
    tree = tree_in_use()
    text = (tree / "VERSION").read_text()
    used = package_version(text)
    line = text.splitlines()[0].split()
    sha256 = line[2] if len(line) == 3 else "not kept by the set-up of that time"
    say(f"Odoo 19 is Debian's package {used}, SHA-256 {sha256}")
    others = [version for version in trees() if version != used]
    if others:
        say(f"The cache also has {', '.join(others)}: ODOO_PACKAGE={others[-1]} uses it")


def write_tested():
    """Note the packages in use as those with which the tests are run."""
    lines = (tree_in_use() / "VERSION").read_text()
    if len(lines.splitlines()[0].split()) == 3:
        comment = TESTED.read_text().splitlines()[0]
        TESTED.write_text(f"{comment}\n{lines}")
