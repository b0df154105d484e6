"""The Debian mirror is read from the machine's apt configuration, whichever format it has."""

import pytest

from dev.apt_sources import Source, debian_mirror, parse_deb822, parse_one_line

DEB822 = """\
# A comment
Types: deb deb-src
# Another
URIs: mirror:/debian
Suites: bookworm
 bookworm-updates
Components: main
Signed-By: /keys/debian.gpg

Types: deb-src
URIs: mirror:/sources
Suites: bookworm

Types: deb
Enabled: no
URIs: mirror:/off
Suites: bookworm

Types: deb
URIs: mirror:/one mirror:/two
Suites: stable
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
"""


def test_deb822_stanzas():
    assert list(parse_deb822(DEB822)) == [
        Source("mirror:/debian", ("bookworm", "bookworm-updates"), "/keys/debian.gpg"),
        Source("mirror:/one", ("stable",)),
        Source("mirror:/two", ("stable",)),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("deb mirror:/debian bookworm main", [Source("mirror:/debian", ("bookworm",))]),
        (
            "deb [arch=amd64 signed-by=/k.gpg] mirror:/d sid main",
            [Source("mirror:/d", ("sid",), "/k.gpg")],
        ),
        ("deb-src mirror:/debian bookworm main", []),
        ("# deb mirror:/debian bookworm main", []),
        ("", []),
    ],
)
def test_one_line_entries(line, expected):
    assert list(parse_one_line(line)) == expected


def test_other_archives_are_passed_over(tmp_path):
    parts = tmp_path / "sources.list.d"
    parts.mkdir()
    (parts / "vendor.list").write_text("deb mirror:/vendor nodistro main\n")
    (parts / "debian.sources").write_text(DEB822)
    assert debian_mirror(tmp_path).uri == "mirror:/debian"


def test_a_machine_with_no_debian_archive_has_no_mirror(tmp_path):
    (tmp_path / "sources.list").write_text("deb mirror:/ubuntu noble main\n")
    assert debian_mirror(tmp_path) is None


def test_the_security_archive_is_no_mirror_of_unstable(tmp_path):
    text = "deb mirror:/security bookworm-security main\ndeb mirror:/debian bookworm main\n"
    (tmp_path / "sources.list").write_text(text)
    assert debian_mirror(tmp_path).uri == "mirror:/debian"


def test_a_source_is_written_for_another_suite():
    assert Source("mirror:/d", ("bookworm",), "/k.gpg").line("sid") == (
        "deb [signed-by=/k.gpg] mirror:/d sid main\n"
    )
