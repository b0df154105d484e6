import hashlib
from datetime import date

from odoo import fields
from odoo.fields import Command
from odoo.tests import new_test_user

from ...models.ledger.permit import permit
from ..common import ReceivablesCommon


class ReceiptArchiveCommon(ReceivablesCommon):
    """Archived documents, made by hand: what happens to them once they are issued."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls.env["receivables.receipt.archive"]
        cls.invoice = cls.book("2026-01-10 invoice A 2000")["A"]

    @classmethod
    def receipt(cls, name="REC/1", content=None, **values):
        """A document as the engine leaves it: issued, with its file and its fingerprint.

        :param content: bytes of the file; by default, those of a page that bears the number
        """
        content = content or cls._page(name)
        opened = permit.opened(cls.env["receivables.receipt"])
        receipt = opened.sudo().create(
            {
                "name": name,
                "kind": "receipted",
                "state": "issued",
                "move_id": cls.invoice.id,
                "partner_id": cls.customer.id,
                "company_id": cls.company.id,
                "currency_id": cls.company.currency_id.id,
                "amount_initial": 2000.0,
                "amount_paid": 2000.0,
                "lang": "en_US",
                "sha256": hashlib.sha256(content).hexdigest(),
                "issued_on": "2026-01-31 10:00:00",
                "retention_date": "2036-12-31",
                **values,
            }
        )
        attachment = receipt.env["ir.attachment"].create(
            {
                "name": f"{name}.pdf".replace("/", "-"),
                "raw": content,
                "mimetype": "application/pdf",
                "res_model": receipt._name,
                "res_id": receipt.id,
            }
        )
        receipt.write({"attachment_id": attachment.id})
        return cls.env["receivables.receipt"].browse(receipt.id)

    @classmethod
    def _page(cls, text):
        """A real PDF, unlike any other: equal files share one place on the disk."""
        stream = f"BT /F1 24 Tf 72 700 Td ({text} {cls.__name__} {cls.env.cr.dbname}) Tj ET"
        objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
            "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources 6 0 R >>",
            f"<< /Length {len(stream)} >> stream\n{stream}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Font << /F1 5 0 R >> >>",
        ]
        parts, places = [b"%PDF-1.4\n"], []
        for rank, body in enumerate(objects, start=1):
            places.append(sum(map(len, parts)))
            parts.append(f"{rank} 0 obj\n{body}\nendobj\n".encode())
        start = sum(map(len, parts))
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        parts.append(
            f"xref\n0 7\n0000000000 65535 f \n{table}trailer << /Size 7 /Root 1 0 R >>\n"
            f"startxref\n{start}\n%%EOF\n".encode()
        )
        return b"".join(parts)

    def change(self, receipt, **values):
        """Do what only the engine does."""
        opened = permit.opened(receipt)
        opened.sudo().write(values)

    @classmethod
    def member(cls, login, group, company=None, **values):
        company = company or cls.company
        return new_test_user(
            cls.env,
            login,
            groups=group,
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
            **values,
        )

    def end_retention(self, receipt):
        self.change(receipt, retention_date=date(2020, 12, 31))
        self.assertLess(receipt.retention_date, fields.Date.today())
