"""Odoo 19 itself: unpacked from Debian's package, or the user's own through ODOO_HOME.

Debian has the package in its unstable suite only, so it is never installed (it would pull
unstable's libc and Python): it is downloaded with private apt lists and unpacked in the cache.
"""

import os
import shutil
from pathlib import Path

from dev.apt_sources import debian_mirror
from dev.command import run_step
from dev.console import progress
from dev.errors import SetupError
from dev.locking import lock
from dev.paths import build_folder, cache_dir

UNSTABLE = (
    "odoo-19",
    "libjs-jquery",
    "libjs-underscore",
    "libjs-jquery-form",
    "fonts-roboto-unhinted",
    "fonts-ocr-b",
    "fonts-montserrat",
)
# Files of Odoo are links into these too; unstable's Font Awesome no longer has them.
BOOKWORM = ("fonts-font-awesome", "fonts-inconsolata")
OWN_ODOO = "set ODOO_HOME to the folder that holds the odoo package of an Odoo 19 of your own"
# Named in the manifest of mail, left out of the package; without it no browser page opens.
MISSING_FILE = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


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
    tree = cache_dir() / "odoo-19.0"
    if not tree.exists():
        with lock("odoo"):
            build_folder(tree, _fetch)
    return tree / "usr/lib/python3/dist-packages"


def odoo_version(home):
    """Text that changes with the code of Odoo: the package's version, or the user's folder."""
    marker = home.parents[3] / "VERSION" if len(home.parents) > 3 else home
    return marker.read_text() if marker.is_file() else str(home)


def _fetch(tree):
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise SetupError(
            f"Odoo 19 is taken from Debian's packages and there is no apt-get here: {OWN_ODOO}."
        )
    mirror = debian_mirror()
    if not mirror:
        raise SetupError(f"No Debian mirror is configured in this machine's apt: {OWN_ODOO}.")
    with progress("Odoo 19: downloading Debian's package (130 MB)"):
        packages = _download(mirror)
    with progress("Odoo 19: unpacking (1.2 GB)"):
        for package in packages:
            run_step(
                ["dpkg-deb", "-x", package, tree],
                f"{package} cannot be unpacked: free some disk space, delete it and try again",
            )
        _repair(tree)
    odoo = next(package for package in packages if package.name.startswith("odoo-19_"))
    (tree / "VERSION").write_text(odoo.name)


def _download(mirror):
    """Download the packages with private apt lists; what is already there is not fetched again."""
    apt = cache_dir() / "apt"
    debs = apt / "debs"
    for folder in ("lists/partial", "cache/archives/partial", "debs"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    (apt / "sources.list").write_text(mirror.line("sid") + mirror.line("bookworm"))
    options = [
        f"Dir::Etc::sourcelist={apt / 'sources.list'}",
        "Dir::Etc::sourceparts=-",
        f"Dir::State::lists={apt / 'lists'}",
        f"Dir::Cache={apt / 'cache'}",
    ]
    if os.geteuid() == 0:
        options.append("APT::Sandbox::User=root")
    apt_get = ["apt-get", *(word for option in options for word in ("-o", option))]
    failure = (
        "Odoo 19 could not be downloaded from this machine's Debian mirror: "
        f"check the network, or {OWN_ODOO}"
    )
    # "Error-Mode=any": without it apt-get update ends well although the network is down.
    run_step([*apt_get, "-o", "APT::Update::Error-Mode=any", "update"], failure)
    wanted = [f"{name}/sid" for name in UNSTABLE] + [f"{name}/bookworm" for name in BOOKWORM]
    run_step([*apt_get, "download", *wanted], failure, cwd=debs)
    return [_newest(debs, name) for name in (*UNSTABLE, *BOOKWORM)]


def _newest(folder, package):
    return max(folder.glob(f"{package}_*.deb"), key=lambda path: path.stat().st_mtime)


def _repair(tree):
    """Add the file that Debian leaves out, and check that no link of Odoo leads nowhere."""
    home = tree / "usr/lib/python3/dist-packages"
    missing = home / MISSING_FILE
    if not missing.exists():
        missing.parent.mkdir(parents=True, exist_ok=True)
        missing.write_text("// An empty stand-in: it blurs webcams.\n")
    broken = run_step(["find", home, "-xtype", "l"], "The unpacked Odoo cannot be read")
    links = [line for line in broken.splitlines() if line]
    if links:
        raise SetupError(
            f"The unpacked Odoo has {len(links)} files that lead nowhere, {links[0]} first: "
            f"the Debian packages have changed, {OWN_ODOO}."
        )
