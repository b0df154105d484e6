"""Debian's packages: downloaded with private apt lists, checked with the hashes of its index.

apt accepts an index with a valid signature only, whatever the machine's settings say, and the
SHA-256 of each file is compared with the index again before the file is unpacked.
"""

import hashlib
import os
import re
from dataclasses import dataclass
from urllib.parse import unquote

from dev.command import run_step
from dev.errors import SetupError
from dev.paths import cache_dir

SIGNED_ONLY = (
    "Acquire::AllowInsecureRepositories=false",
    "Acquire::AllowWeakRepositories=false",
    "Acquire::AllowDowngradeToInsecureRepositories=false",
    "APT::Get::AllowUnauthenticated=false",
)
OFFER = re.compile(r"^'.*' ((\S+?)_(\S+?)_\S+\.deb) \d+ SHA256:([0-9a-f]{64})$", re.MULTILINE)


@dataclass(frozen=True)
class Package:
    """A package that the index offers."""

    name: str
    version: str
    sha256: str
    file: str

    def __str__(self):
        """One line of the list of what an unpacked tree was made from."""
        return f"{self.name} {self.version} {self.sha256}"


def apt_options(*options):
    """The words of a command line that give apt these options."""
    return [word for option in options for word in ("-o", option)]


def update(mirror, failure):
    """Fetch the index of unstable and bookworm into lists of our own."""
    apt = _apt_folder()
    for folder in ("lists/partial", "cache/archives/partial", "debs"):
        (apt / folder).mkdir(parents=True, exist_ok=True)
    (apt / "sources.list").write_text(mirror.line("sid") + mirror.line("bookworm"))
    unsigned = "Debian's index is not signed by a key that this machine trusts: nothing was fetched"
    # "Error-Mode=any": without it apt-get update ends well although the network is down.
    run_step(
        [*_apt_get(), *apt_options("APT::Update::Error-Mode=any"), "update"],
        failure,
        reasons={"is not signed": unsigned, "NO_PUBKEY": unsigned, "BADSIG": unsigned},
    )


def offered(wanted, failure):
    """The packages that the index offers for ``wanted`` (name/suite), in that order."""
    printed = run_step([*_apt_get(), "download", "--print-uris", *wanted], failure)
    packages = {package.name: package for package in parse_offers(printed)}
    names = [name.split("/")[0] for name in wanted]
    missing = [name for name in names if name not in packages]
    if missing:
        raise SetupError(f"Debian's index names no SHA-256 of {', '.join(missing)}.")
    return [packages[name] for name in names]


def parse_offers(printed):
    """Read what ``apt-get download --print-uris`` prints.

    >>> parse_offers(f"'mirror/a_1.deb' a_2%3a1_all.deb 12 SHA256:{'0' * 64}")[0].version
    '2:1'
    """
    return [
        Package(name, unquote(version), sha256, file)
        for file, name, version, sha256 in OFFER.findall(printed)
    ]


def download(packages, failure):
    """Download the packages; what is already there is not fetched again. Returns checked files."""
    debs = _apt_folder() / "debs"
    wanted = [f"{package.name}={package.version}" for package in packages]
    run_step([*_apt_get(), "download", *wanted], failure, cwd=debs)
    return [checked(debs / package.file, package.sha256) for package in packages]


def checked(path, sha256):
    """Return the path of a file with this SHA-256; another one is deleted and refused."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != sha256:
        path.unlink()
        raise SetupError(
            f"{path.name} is not the file that Debian's signed index names: its SHA-256 is {found} "
            f"instead of {sha256}; it was deleted and not unpacked, try again."
        )
    return path


def _apt_get():
    apt = _apt_folder()
    options = [
        *SIGNED_ONLY,
        f"Dir::Etc::sourcelist={apt / 'sources.list'}",
        "Dir::Etc::sourceparts=-",
        f"Dir::State::lists={apt / 'lists'}",
        f"Dir::Cache={apt / 'cache'}",
    ]
    if os.geteuid() == 0:
        options.append("APT::Sandbox::User=root")
    return ["apt-get", *apt_options(*options)]


def _apt_folder():
    return cache_dir() / "apt"
