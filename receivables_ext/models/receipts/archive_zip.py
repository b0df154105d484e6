"""Archived documents as one ZIP that an auditor checks without us: ``sha256sum -c SHA256SUMS``.

The fingerprints in it are those noted when the documents were issued, so a file that was
altered or lost since then fails the auditor's check too.
"""

import hashlib
import zipfile
from decimal import Decimal

from odoo.tools import split_every

from ...rules import file_names
from ...writers import table as payment_export

BATCH = 100
INDEX, SUMS = "index.csv", "SHA256SUMS"


def write_archive(receipts, output):
    """Write the archive of ``receipts``; memory does not grow with their number.

    The same documents make the same bytes, as long as none of them is revoked.

    :param receipts: issued documents of one company
    :param output: binary file to write to
    """
    env = receipts.env
    archive = env["receivables.receipt.archive"]
    rows, sums, taken, last = [], [], set(), None
    # PDFs are compressed already.
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as file:
        for ids in split_every(BATCH, receipts.ids):
            for receipt in receipts.browse(ids):
                path = f"{file_names.unique(archive_path(receipt), taken)}.pdf"
                if content := archive._file_content(receipt):
                    file.writestr(zip_info(path, receipt.issued_on), content)
                last = max(last or receipt.issued_on, receipt.issued_on)
                rows.append(index_row(env, receipt, path))
                sums.append(f"{receipt.sha256}  {path}\n")
            env.invalidate_all()
        index = payment_export.to_csv(index_labels(env), rows)
        sums.append(f"{hashlib.sha256(index).hexdigest()}  {INDEX}\n")
        file.writestr(zip_info(INDEX, last), index)
        file.writestr(zip_info(SUMS, last), "".join(sums).encode())


def zip_info(path, moment):
    info = zipfile.ZipInfo(path, moment.timetuple()[:6])
    info.external_attr = 0o644 << 16
    return info


def archive_path(receipt):
    """Where the file of ``receipt`` is in the archive, without its extension."""
    customer = receipt.partner_id
    names = filter(None, (customer.ref, customer.name))
    folder = file_names.safe(" ".join(names), f"customer {customer.id}")
    return f"{receipt.issued_on.year}/{folder}/{file_names.safe(receipt.name)}"


def index_labels(env):
    fields = env["receivables.receipt"].fields_get(attributes=["string"])
    return [
        fields["name"]["string"],
        fields["kind"]["string"],
        fields["move_id"]["string"],
        env._("Customer code"),
        fields["partner_id"]["string"],
        env._("Issued on (UTC)"),
        fields["amount_initial"]["string"],
        fields["amount_paid"]["string"],
        fields["amount_remaining"]["string"],
        fields["currency_id"]["string"],
        fields["state"]["string"],
        env._("Revoked on (UTC)"),
        fields["sha256"]["string"],
        env._("File"),
    ]


def index_row(env, receipt, path):
    kinds, states = (
        dict(receipt._fields[name]._description_selection(env)) for name in ("kind", "state")
    )
    digits = receipt.currency_id.decimal_places
    amounts = (receipt.amount_initial, receipt.amount_paid, receipt.amount_remaining)
    return [
        receipt.name,
        kinds[receipt.kind],
        # Its number is on the document, whether the invoice itself may be read or not.
        receipt.sudo().move_id.name,
        receipt.partner_id.ref,
        receipt.partner_id.name,
        receipt.issued_on,
        *(Decimal(f"{amount:.{digits}f}") for amount in amounts),
        receipt.currency_id.name,
        states[receipt.state],
        receipt.revoked_on,
        receipt.sha256,
        path,
    ]
