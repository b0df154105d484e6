"""The QR codes of issued documents: the address in each must say that the document is valid."""

import urllib.request

from dev.errors import SetupError
from dev.sql import query

VALID = "fa-check-circle"  # the picture on the page of a valid document, in any language
PRINTED = """
    SELECT name, data->>'verification_url' FROM receivables_receipt
     WHERE state IN ('issued', 'sent') ORDER BY id
"""


def check_codes(database, address, served):
    """Follow the code of each issued document, as anybody who scans it; return how many.

    :param address: what every code must begin with: where `make demo` serves
    :param served: where the server is just now, if not there
    """
    rows = [row.split("|") for row in query(PRINTED, database)]
    if not rows:
        raise SetupError("No document of the examples was issued: there is no QR code to check.")
    for name, printed in rows:
        if not printed.startswith(f"{address}/"):
            raise SetupError(f"The QR code of {name} leads to {printed}, not to {address}.")
        check_code(name, served + printed.removeprefix(address))
    return len(rows)


def check_code(name, url):
    """Refuse a code whose page does not answer, or does not call the document valid."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, timeout=60) as answer:
            page = answer.read().decode(errors="replace")
    except OSError as error:
        raise SetupError(f"The QR code of {name} does not answer at {url} ({error}).") from None
    if VALID not in page:
        raise SetupError(f"The QR code of {name} leads to a page that does not call it valid.")
