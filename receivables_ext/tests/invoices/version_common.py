from odoo.exceptions import UserError
from odoo.fields import Command

from ..common import ReceivablesCommon

ACCOUNTANT = ("account.group_account_invoice",)


class VersionCommon(ReceivablesCommon):
    """An invoice of 2 500 without taxes, registered, and who invoices."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoice = cls.invoice_of(2500.0)
        cls.invoice.action_post()
        cls.clerk = cls.person("invoicing", *ACCOUNTANT)

    @classmethod
    def invoice_of(cls, *prices, move_type="out_invoice", **values):
        return cls.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": cls.customer.id,
                "invoice_date": "2026-03-01",
                "invoice_date_due": "2026-03-31",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": f"Service {rank}",
                            "quantity": 1,
                            "price_unit": price,
                            "tax_ids": [Command.clear()],
                        }
                    )
                    for rank, price in enumerate(prices, 1)
                ],
                **values,
            }
        )

    def pay(self, invoice, amount):
        """Money of ``amount``, allocated to ``invoice``."""
        payment = self.book(f"2026-03-02 payment PAY {amount}")["PAY"]
        self.service.apply([self.row(invoice, payment, amount)])
        return payment

    def assertRefused(self, act, *words):
        with self.assertRaises(UserError) as refusal:
            act()
        for word in words:
            self.assertIn(word, str(refusal.exception))

    def said(self, document):
        return " ".join(document.message_ids.mapped(lambda message: message.body or ""))
