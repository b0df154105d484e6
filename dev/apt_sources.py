"""Read the machine's own apt sources, in both formats, to learn which Debian mirror it uses."""

import re
from dataclasses import dataclass
from pathlib import Path

DEBIAN_SUITES = re.compile(
    r"(bookworm|trixie|forky|duke|sid|stable|testing|unstable|oldstable)(-updates)?$"
)


@dataclass(frozen=True)
class Source:
    """One archive: its address, its suites, and the keyring that signs it ("" for apt's own)."""

    uri: str
    suites: tuple
    signed_by: str = ""

    def line(self, suite):
        """One-line entry of the same archive for another suite."""
        option = f"[signed-by={self.signed_by}] " if self.signed_by else ""
        return f"deb {option}{self.uri} {suite} main\n"


def parse_one_line(text):
    """Yield the binary archives of a ``.list`` file.

    >>> list(parse_one_line("deb [arch=amd64 signed-by=/k.gpg] mirror sid main"))
    [Source(uri='mirror', suites=('sid',), signed_by='/k.gpg')]
    """
    for line in text.splitlines():
        match = re.match(r"\s*deb\s+(?:\[(.*?)\]\s+)?(\S+)\s+(\S+)", line)
        if match:
            options, uri, suite = match.groups()
            signed = re.search(r"signed-by=(\S+)", options or "", re.IGNORECASE)
            yield Source(uri, (suite,), signed.group(1) if signed else "")


def _stanza_fields(stanza):
    """Return the fields of a deb822 stanza, continuation lines joined, comments left out."""
    fields, name = {}, None
    for line in stanza.splitlines():
        if line.startswith("#"):
            continue
        if line[:1].isspace() and name:
            fields[name] += " " + line.strip()
        elif ":" in line:
            name, value = line.split(":", 1)
            name = name.strip().lower()
            fields[name] = value.strip()
    return fields


def parse_deb822(text):
    """Yield the enabled binary archives of a ``.sources`` file."""
    for stanza in re.split(r"\n[ \t]*\n", text):
        fields = _stanza_fields(stanza)
        enabled = fields.get("enabled", "yes").lower() not in {"no", "false", "0"}
        if not enabled or "deb" not in fields.get("types", "").split():
            continue
        signed_by = fields.get("signed-by", "")
        if not signed_by.startswith("/"):
            signed_by = ""  # a key written into the file: apt's own keyrings must do
        for uri in fields.get("uris", "").split():
            yield Source(uri, tuple(fields.get("suites", "").split()), signed_by)


def read_sources(folder):
    """Every archive that the apt configuration in ``folder`` (/etc/apt) names."""
    lists = [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*.list"))]
    deb822 = sorted((folder / "sources.list.d").glob("*.sources"))
    parsers = [(path, parse_one_line) for path in lists] + [(p, parse_deb822) for p in deb822]
    return [
        source
        for path, parse in parsers
        if path.is_file()
        for source in parse(path.read_text(errors="replace"))
    ]


def debian_mirror(folder=Path("/etc/apt")):
    """The first archive with a Debian suite, or None."""
    for source in read_sources(folder):
        if any(DEBIAN_SUITES.match(suite) for suite in source.suites):
            return source
    return None
