"""The codes on the sample documents lead to pages that answer, and that call them valid."""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from dev import qr_codes
from dev.errors import SetupError

ADDRESS = "http://localhost:8069"


class Pages(BaseHTTPRequestHandler):
    """The page of verification: one document is valid, one revoked, others unknown."""

    def do_GET(self):
        pages = {"/verify/valid": "fa fa-check-circle", "/verify/revoked": "fa fa-ban"}
        self.send_response(200 if self.path in pages else 404)
        self.end_headers()
        self.wfile.write(pages.get(self.path, "").encode())

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def served():
    server = HTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def printed(monkeypatch):
    """Choose what is printed on the documents of the database."""

    def choose(*addresses):
        rows = [f"REC{number}|{address}" for number, address in enumerate(addresses)]
        monkeypatch.setattr(qr_codes, "query", lambda statement, database: rows)

    return choose


def test_codes_are_followed_where_the_server_is(served, printed):
    printed(f"{ADDRESS}/verify/valid", f"{ADDRESS}/verify/valid")
    assert qr_codes.check_codes("demo", ADDRESS, served) == 2


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        (f"{ADDRESS}/verify/revoked", r"REC0 leads to a page that does not call it valid\.$"),
        (f"{ADDRESS}/verify/unknown", r"REC0 does not answer at .*/verify/unknown .*404.*\.$"),
        ("http://localhost:55897/verify/valid", r"REC0 leads to .*:55897/verify/valid, not to "),
        (f"{ADDRESS}1/verify/valid", r"REC0 leads to .*, not to "),
    ],
)
def test_a_code_that_leads_elsewhere_is_named(served, printed, address, sentence):
    printed(address)
    with pytest.raises(SetupError, match=sentence):
        qr_codes.check_codes("demo", ADDRESS, served)


def test_an_address_where_nothing_listens_is_named(printed):
    printed(f"{ADDRESS}/verify/valid")
    with pytest.raises(SetupError, match="does not answer at http://localhost:1/"):
        qr_codes.check_codes("demo", ADDRESS, "http://localhost:1")


def test_a_demo_without_issued_documents_is_not_called_good(printed):
    printed()
    with pytest.raises(SetupError, match="No document of the examples was issued"):
        qr_codes.check_codes("demo", ADDRESS, ADDRESS)
