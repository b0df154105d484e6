from odoo.fields import Command

from ...common import ReceivablesCommon


class PayerCommon(ReceivablesCommon):
    """Three customers, and somebody else who pays for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.payer = cls.env["res.partner"].create({"name": "Holding"})
        cls.third_customer = cls.env["res.partner"].create({"name": "Initech"})

    def _invoices(self, currency=None):
        docs = self.book("2026-01-01 invoice INV1 100.00", self.customer, currency)
        docs |= self.book("2026-01-02 invoice INV2 33.33", self.other_customer, currency)
        return docs | self.book("2026-01-03 invoice INV3 66.67", self.third_customer, currency)

    def _pay(self, amount, plan, currency=None, **values):
        """A draft payment of the third party; ``plan`` is {document: amount}."""
        payment = self.book(f"2026-02-01 draft PAY1 {amount}", currency=currency)["PAY1"]
        payment.write(
            {
                "payer_id": self.payer.id,
                "allocation_line_ids": [
                    Command.create({"line_id": self.receivable(doc)[:1].id, "amount": part})
                    for doc, part in plan.items()
                ],
                **values,
            }
        )
        return payment

    def _entry(self, payment):
        """The entry as text: partner, amount in currency, balance in the company's."""
        return {
            (line.partner_id.name, round(line.amount_currency, 2), round(line.balance, 2))
            for line in payment.move_id.line_ids
        }

    def assertFigures(self, **expected):
        """Check (received, balance) of the customers, by name."""
        self.env.invalidate_all()
        customers = self.customer + self.other_customer + self.third_customer + self.payer
        found = {
            customer.name: (round(customer.amount_received, 2), round(customer.credit, 2))
            for customer in customers
        }
        self.assertEqual(found, expected)
