"""Fetch Odoo 19: Debian's package and what its files are links into, unpacked in the cache.

Debian has the package in its unstable suite only, so it is never installed (it would pull
unstable's libc and Python). Each version gets a folder of its own.
"""

import re
import shutil

from dev import debian
from dev.apt_sources import debian_mirror
from dev.command import run_step
from dev.console import progress, say
from dev.errors import SetupError
from dev.locks import FOLDER
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
WANTED = [f"{name}/sid" for name in UNSTABLE] + [f"{name}/bookworm" for name in BOOKWORM]
# Name, version and SHA-256 of the packages with which this state of the module was tested.
TESTED = FOLDER / "debian.lock"
OWN_ODOO = "set ODOO_HOME to the folder that holds the odoo package of an Odoo 19 of your own"
# Named in the manifest of mail, left out of the package; without it no browser page opens.
MISSING_FILE = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


def trees():
    """{version of the package: its unpacked tree} of this cache, the one that came first first."""
    markers = [
        marker
        for marker in cache_dir().glob("odoo-19.0*/VERSION")
        if marker.parent.suffix != ".partial"
    ]
    markers.sort(key=lambda marker: marker.stat().st_mtime)
    return {package_version(marker.read_text()): marker.parent for marker in markers}


def package_version(text):
    """Version of Odoo's package in a VERSION file; older files hold a file name.

    >>> package_version("odoo-19 19.0.0-1 0abc"), package_version("odoo-19_19.0.0-1_all.deb")
    ('19.0.0-1', '19.0.0-1')
    """
    return re.match(r"odoo-19[ _]([^\s_]+)", text).group(1)


def fetch():
    """Fetch Debian's package of today, unless the cache has it; returns its version."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-deb"):
        raise SetupError(
            f"Odoo 19 is taken from Debian's packages and there is no apt-get here: {OWN_ODOO}."
        )
    mirror = debian_mirror()
    if not mirror:
        raise SetupError(f"No Debian mirror is configured in this machine's apt: {OWN_ODOO}.")
    failure = (
        "Odoo 19 could not be downloaded from this machine's Debian mirror: "
        f"check the network, or {OWN_ODOO}"
    )
    debian.update(mirror, failure)
    packages = debian.offered(WANTED, failure)
    compare(packages, TESTED.read_text())
    version = next(package.version for package in packages if package.name == "odoo-19")
    if version not in trees():
        with progress("Odoo 19: downloading Debian's package (130 MB)"):
            files = debian.download(packages, failure)
        with progress("Odoo 19: unpacking (1.2 GB)"):
            tree = cache_dir() / f"odoo-{version}"
            build_folder(tree, lambda partial: _unpack(files, packages, partial))
    return version


def compare(packages, tested):
    """Say which packages are other versions than the tested ones; refuse another file."""
    known = dict(line.split(maxsplit=1) for line in tested.splitlines() if line[:1] != "#")
    for package in packages:
        version, sha256 = known[package.name].split()
        if package.version != version:
            say(f"Debian has {package.name} {package.version}; the tests were run with {version}")
        elif package.sha256 != sha256:
            raise SetupError(
                f"Debian's index names another file as {package.name} {version} than the one "
                f"that the tests were run with: SHA-256 {package.sha256} instead of {sha256}, so "
                f"it was not fetched: ask the maintainers, or {OWN_ODOO}."
            )


def _unpack(files, packages, tree):
    for file in files:
        run_step(
            ["dpkg-deb", "-x", file, tree],
            f"{file} cannot be unpacked: free some disk space, delete it and try again",
        )
    _repair(tree)
    # Odoo's own line comes first.
    (tree / "VERSION").write_text("".join(f"{package}\n" for package in packages))


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
