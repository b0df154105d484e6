from ...common import ReceivablesCommon


class PileCommon(ReceivablesCommon):
    """A clerk with a pile of cheques, and customers who owe something."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.duplicate_days = 3
        cls.clerk = cls.person("pile_clerk", "receivables_ext.group_receivables_user")
        cls.method = cls.env["account.payment.method.line"].create(
            {
                "name": "Cheque",
                "journal_id": cls.journal.id,
                "payment_method_id": cls.env.ref("account.account_payment_method_manual_in").id,
                "means_id": cls.env.ref("receivables_ext.means_cheque").id,
            }
        )
        cls.docs = cls.book("""
            2026-01-01  invoice  INV1  1000.00  2026-01-31
            2026-01-02  invoice  INV2   500.00  2026-02-28
        """)
        cls.other_docs = cls.book(
            "2026-01-03 invoice INV3 80.00 2026-02-10", customer=cls.other_customer
        )
        cls.pile = cls.new_pile()

    @classmethod
    def new_pile(cls, **values):
        return cls.env["receivables.payment.pile"].create(
            {
                "journal_id": cls.journal.id,
                "payment_method_line_id": cls.method.id,
                "date": "2026-03-02",
                **values,
            }
        )

    def enter(self, customer, amount, number, **values):
        """What the clerk's screen sends of a row; what it gets."""
        row = {
            "customer": customer,
            "amount": amount,
            "instrument_number": number,
            "instrument_bank": "BNP",
            **values,
        }
        answer = self.call(self.clerk, self.pile._name, "enter_row", self.pile.ids, row)
        return answer["row"]

    def payment(self, row):
        return self.env["account.payment"].browse(row["id"])

    def count(self, number, amount, pile=None):
        (pile or self.pile).write({"counted_number": number, "counted_amount": amount})

    def register(self, payment_ids=None):
        return self.call(self.clerk, self.pile._name, "register_rows", self.pile.ids, payment_ids)
