"""Sample documents of the demo database, downloaded from the running server as a user would."""

import json
import urllib.error
import urllib.parse
from typing import NamedTuple

from dev.console import progress, say
from dev.errors import SetupError
from dev.server import Session
from dev.sql import query


class Document(NamedTuple):
    """One PDF: its file name, the report, the records (external ids) and the user's language."""

    file: str
    report: str
    records: tuple
    lang: str = "en_US"


DOCUMENTS = ()


def write_documents(url, database, folder):
    """Write every document of the list into the folder."""
    session = Session(url, database)
    for document in DOCUMENTS:
        with progress(document.file):
            ids = ",".join(_record_id(database, record) for record in document.records)
            context = urllib.parse.quote(json.dumps({"lang": document.lang}))
            path = f"/report/pdf/{document.report}/{ids}?context={context}"
            try:
                content = session.get(path)
            except urllib.error.HTTPError as error:
                raise SetupError(f"{document.file} cannot be printed ({error}).") from None
            if not content.startswith(b"%PDF"):
                raise SetupError(f"{document.file}: {path} is no PDF.")
            (folder / document.file).write_bytes(content)
    if not DOCUMENTS:
        say("no sample documents are listed in dev/documents.py")


def _record_id(database, record):
    module, _dot, name = record.partition(".")
    found = query(
        "SELECT res_id FROM ir_model_data WHERE module = :'module' AND name = :'name'",
        database,
        module=module,
        name=name,
    )
    if not found:
        raise SetupError(f"The examples have no record {record}: see the list in dev/documents.py.")
    return found[0]
