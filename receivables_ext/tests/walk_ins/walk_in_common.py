from ..common import ReceivablesCommon


class ConversionCommon(ReceivablesCommon):
    """A generic customer, a known one, and the dialog that goes from one to the other."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.customer.is_walk_in = True
        cls.known = cls.env["res.partner"].create({"name": "Jeanne Petit SARL", "phone": "0612"})

    def sell(self, text, name="Jeanne Petit", **values):
        """A document of a stranger: ``date kind name amount [due date]``."""
        document = next(iter(self.book(text, currency=values.pop("currency", None)).values()))
        document.write({"walk_in_name": name, **values})
        return document

    def pay(self, invoice, amount):
        dialog = self.payment_dialog(invoice)
        dialog.amount = amount
        return dialog.save()._create_payments()

    def dialog(self, documents, user=None):
        action = documents.with_user(user or self.env.user).action_convert_walk_in()
        return (
            self.env[action["res_model"]].with_user(user or self.env.user).browse(action["res_id"])
        )

    def convert(self, documents, customer=None, **values):
        dialog = self.dialog(documents)
        dialog.write({"partner_id": (customer or self.known).id, **values})
        dialog.action_convert()
        self.env.flush_all()
        self.env.invalidate_all()
        return documents[:1].walk_in_conversion_id

    def balance(self, partner):
        Line = self.env["account.move.line"]
        domain = Line._receivable_domain() & Line._check_company_domain(self.company)
        [(balance,)] = Line._read_group(
            [*domain, ("partner_id", "=", partner.id)], [], ["balance:sum"]
        )
        return balance or 0.0

    def open_items(self, partner):
        return [
            (line.amount_residual, line.date_maturity)
            for line in self.open_lines(partner).sorted("date_maturity")
        ]
