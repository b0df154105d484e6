"""Sample documents of the demo database, downloaded from the running server as a user would."""

import json
import time
import urllib.error
from typing import NamedTuple

from dev.console import progress
from dev.errors import SetupError
from dev.server import Session
from dev.sql import query


class Document(NamedTuple):
    """One PDF: its file name, the report, the record (external id) and the customer's language."""

    file: str
    report: str
    record: str
    lang: str = "en_US"


RECEIPT = "account.report_payment_receipt"
DRAFT = "receivables_ext.report_draft_payment"
INVOICE = "account.report_invoice_with_payments"
EXAMPLES = (
    ("receipt-cheque-3050", RECEIPT, "receivables_ext.demo_acme_cheque"),
    ("receipt-PAY-3001", RECEIPT, "receivables_ext.demo_rivoli_pay_3001"),
    ("invoice-2000-paid-in-three", INVOICE, "receivables_ext.demo_martin_invoice"),
    ("draft-cheque-1900", DRAFT, "receivables_ext.demo_blanc_cheque"),
    ("receipt-third-party-1200", RECEIPT, "receivables_ext.demo_asclepios_transfer"),
)
STATEMENT = "receivables_ext.report_statement"
APRIL_2025 = {"date_from": "2025-04-01", "date_to": "2025-04-30"}
STATEMENTS = (
    ("statement-april-2025", "receivables_ext.demo_rivoli", {"mode": "activity", **APRIL_2025}),
    ("statement-walk-in", "receivables_ext.demo_walk_in", {"mode": "walk_in"}),
)
"""File name, customer and what is asked for: a statement is a request, not a record."""
RECEIPTS = (
    ("receipted-invoice-2000", "receivables_ext.demo_martin_invoice", "move_id"),
    ("balance-2000-500-1500", "receivables_ext.demo_alpes_invoice", "move_id"),
    ("balance-installments", "receivables_ext.demo_blanc_installments", "move_id"),
    ("issued-receipt-cheque-3050", "receivables_ext.demo_acme_cheque", "payment_ids"),
    ("issued-receipt-third-party", "receivables_ext.demo_asclepios_transfer", "payment_ids"),
)
"""File name, invoice or payment, and the field that leads to it: issued in its own language."""
ISSUE = "receivables_ext.ir_cron_issue_receipts"
ISSUE_SECONDS = 120
DOCUMENTS = tuple(
    Document(f"{name}-{lang[:2]}.pdf", report, record, lang)
    for name, report, record in EXAMPLES
    for lang in ("en_US", "fr_FR")
)


def write_documents(url, database, folder):
    """Write every document of the list into the folder."""
    session = Session(url, database)
    for document in DOCUMENTS:
        with progress(document.file):
            content = _print(session, document, *_find_record(database, document.record))
            (folder / document.file).write_bytes(content)
    for name, record, values in STATEMENTS:
        customer = _find_record(database, record)[1]
        for lang in ("en_US", "fr_FR"):
            file = f"{name}-{lang[:2]}.pdf"
            asked = {"partner_ids": [[6, 0, [customer]]], **values}
            with progress(file):
                [request] = _call(session, "receivables.statement", "create", [[asked]])
                document = Document(file, STATEMENT, record, lang)
                (folder / file).write_bytes(_print_for(session, document, customer, request))
    action = _find_record(database, ISSUE)[1]
    for name, record, field in RECEIPTS:
        with progress(f"{name}.pdf"):
            content = _issued(session, field, _find_record(database, record)[1], action)
            (folder / f"{name}.pdf").write_bytes(content)


def _issued(session, field, record_id, action):
    """The issued PDF; the scheduled action that makes it is run now, not within a minute."""
    kind = "=" if field == "payment_ids" else "!="
    domain = [[field, "in", [record_id]], ["kind", kind, "payment"]]
    refusal, deadline = None, time.monotonic() + ISSUE_SECONDS
    while time.monotonic() < deadline:
        for found in _call(
            session, "receivables.receipt", "search_read", [domain, ["state", "error"]]
        ):
            if found["state"] in ("issued", "sent"):
                download = _call(session, "receivables.receipt", "action_download", [[found["id"]]])
                return session.get(download["url"])
            if found["state"] == "failed":
                raise SetupError(f"The receipt of {record_id} was not made: {found['error']}")
        try:
            _call(session, "ir.cron", "method_direct_trigger", [[action]])
        except SetupError as error:
            refusal = error  # the server's own run is under way: it makes the same documents
            time.sleep(1)
    raise SetupError(
        f"The receipt of {record_id} was not made within {ISSUE_SECONDS} seconds"
        f"{f' ({refusal})' if refusal else ''}."
    )


def _print(session, document, model, record_id):
    [record] = _call(session, model, "read", [[record_id], ["partner_id"]])
    return _print_for(session, document, record["partner_id"][0], record_id)


def _print_for(session, document, customer, record_id):
    """Print in the customer's language, which is changed for that: Odoo prints in no other."""
    [before] = _call(session, "res.partner", "read", [[customer], ["lang"]])
    _call(session, "res.partner", "write", [[customer], {"lang": document.lang}])
    path = f"/report/pdf/{document.report}/{record_id}"
    try:
        content = session.get(path)
    except urllib.error.HTTPError as error:
        raise SetupError(f"{document.file} cannot be printed ({error}).") from None
    finally:
        _call(session, "res.partner", "write", [[customer], {"lang": before["lang"]}])
    if not content.startswith(b"%PDF"):
        raise SetupError(f"{document.file}: {path} is no PDF.")
    return content


def _call(session, model, method, args):
    params = {"model": model, "method": method, "args": args, "kwargs": {}}
    answer = json.loads(session.get(f"/web/dataset/call_kw/{model}/{method}", {"params": params}))
    if "error" in answer:
        raise SetupError(f"{model}.{method}: {answer['error']['data']['message']}")
    return answer["result"]


def _find_record(database, external_id):
    """Model and id of a record of the examples."""
    module, _dot, name = external_id.partition(".")
    found = query(
        "SELECT model || ',' || res_id FROM ir_model_data"
        " WHERE module = :'module' AND name = :'name'",
        database,
        module=module,
        name=name,
    )
    if not found:
        raise SetupError(
            f"The examples have no record {external_id}: see the list in dev/documents.py."
        )
    model, record_id = found[0].split(",")
    return model, int(record_id)
