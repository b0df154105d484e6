from odoo.fields import Command

from ..common import ReceivablesCommon


class DepositCommon(ReceivablesCommon):
    """Orders of a customer, with two rates of tax."""

    @classmethod
    def get_default_groups(cls):
        return super().get_default_groups() | cls.env.ref("sales_team.group_sale_manager")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Core gives a company that is made in another one the account of that one.
        cls.company.downpayment_account_id = False
        cls.taxes = cls.env["account.tax"].create(
            [
                {"name": f"VAT {rate} %", "amount": rate, "type_tax_use": "sale"}
                for rate in (20.0, 5.5)
            ]
        )
        cls.product = cls.env["product.product"].create(
            {
                "name": "Staircase",
                "type": "service",
                "invoice_policy": "order",
                "taxes_id": [Command.clear()],
            }
        )

    @classmethod
    def quote(cls, *lines, customer=None, **values):
        """A quotation of lines ``(price, tax)``; one line of 1000 without tax by default."""
        return cls.env["sale.order"].create(
            {
                "partner_id": (customer or cls.customer).id,
                "order_line": [
                    Command.create(
                        {
                            "product_id": cls.product.id,
                            "price_unit": price,
                            "tax_ids": [Command.set(tax.ids if tax else [])],
                        }
                    )
                    for price, tax in (lines or [(1000.0, None)])
                ],
                **values,
            }
        )
