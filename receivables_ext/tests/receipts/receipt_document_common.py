import json
import re
import subprocess

from odoo.fields import Command
from odoo.tests import HttpCase

from ...models.receipts.content import prepare_content
from ...models.receipts.pdf import render_receipt
from ...models.receipts.settlement import find_facts
from ..common import ReceivablesCommon


class ReceiptDocumentCommon(ReceivablesCommon):
    """Documents of receipts as their reader sees them; nothing is issued or archived."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.company.write(
            {"receipt_signatory": "Claire Dupont", "receipt_clearing": "registration"}
        )

    def setUp(self):
        super().setUp()
        self.env["ir.config_parameter"].set_param("report.url", HttpCase.base_url())
        self.env["ir.config_parameter"].set_param("report.print_delay", "100")

    # === A ledger === #

    @classmethod
    def pay(cls, text, invoice, customer=None, currency=None, **values):
        """Register payments, one a line: ``date name amount``; each settles ``invoice``.

        :return: the payments
        """
        payments = cls.env["account.payment"]
        for line in text.strip().splitlines():
            date, name, amount = line.split()
            booked = cls.book(f"{date} draft {name} {amount}", customer, currency)
            payment = booked[name]
            payment.write({"instrument_number": name, **values})
            payment.action_post()
            cls.settle(invoice, payment)
            payments += payment
        return payments

    @classmethod
    def settle(cls, invoice, credit):
        """Settle what is open of ``invoice``, the oldest installment first."""
        (cls.receivable(invoice) + cls.receivable(credit)).filtered(
            lambda line: not line.reconciled
        ).reconcile()

    # === Documents === #

    @classmethod
    def receipt(cls, record, kind=None, name="ACQ/1", lang="en_US"):
        """A receipt of an invoice or payment, as its engine makes it, with what it says."""
        is_payment = record._name == "account.payment"
        values = {
            "name": name,
            "kind": "payment" if is_payment else kind,
            "company_id": record.company_id.id,
            "currency_id": record.currency_id.id,
            "partner_id": record.partner_id.commercial_partner_id.id,
            "lang": lang,
        }
        values |= (
            {"payment_ids": [Command.link(record.id)]} if is_payment else {"move_id": record.id}
        )
        receipt = cls.env["receivables.receipt"].new(values)
        receipt.data = json.loads(
            json.dumps(prepare_content(cls.env, receipt, find_facts(receipt)))
        )
        return receipt

    @classmethod
    def content(cls, *args, **kwargs):
        """What a document says, with ordinary spaces."""
        return plain(cls.receipt(*args, **kwargs).data)

    def pages(self, *args, draft=False, **kwargs):
        """Text of the pages of a real PDF, columns kept, with ordinary spaces."""
        receipt = self.receipt(*args, **kwargs)
        self.env.flush_all()
        with self.allow_pdf_render():
            return to_text(render_receipt(self.env, receipt, draft=draft))


def plain(value):
    """The same, its texts with ordinary spaces."""
    if isinstance(value, str):
        return re.sub(r"[\u00a0\u202f\u2009]", " ", value)
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, list) else value


def to_text(pdf):
    """Text of a PDF: a list of pages, one space between words."""
    run = subprocess.run(
        ["pdftotext", "-layout", "-enc", "UTF-8", "-", "-"],
        input=pdf,
        stdout=subprocess.PIPE,
        check=True,
    )
    return [re.sub(r"[^\S\n]+", " ", page) for page in run.stdout.decode().split("\f")[:-1]]
