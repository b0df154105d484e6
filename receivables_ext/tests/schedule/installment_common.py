from freezegun import freeze_time

from odoo import fields

from ..common import ReceivablesCommon

TODAY = "2026-06-10"


class InstallmentCommon(ReceivablesCommon):
    """The installment schedule of one customer on 10 June 2026, as a table."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Installment = cls.env["receivables.installment"]
        clock = freeze_time(TODAY)
        clock.start()
        cls.addClassCleanup(clock.stop)

    def installments(self, domain=(), customer=None):
        self.env.flush_all()
        self.env.invalidate_all()
        customers = (customer or self.customer).ids
        return self.Installment.search([("partner_id", "in", customers), *domain])

    def assertSchedule(self, expected, *columns, domain=(), customer=None):
        """Check columns of the schedule, a line for each installment, in its order."""
        found = [
            " | ".join(self._text(each[column]) for column in columns)
            for each in self.installments(domain, customer)
        ]
        self.assertEqual(found, [line.strip() for line in expected.strip().splitlines()])

    def _text(self, value):
        if isinstance(value, bool):
            return "yes" if value else "-"
        if isinstance(value, float):
            return f"{value:.2f}"
        return value.display_name or "-" if hasattr(value, "_name") else str(value)

    def totals(self, domain=(), deduct_credits=False, customer=None):
        """Totals of the first currency: scheduled, received, to collect, net due."""
        self.env.flush_all()
        customers = (customer or self.customer).ids
        rows = self.Installment.get_totals(
            [("partner_id", "in", customers), *domain], deduct_credits
        )
        return [
            tuple(row[name] for name in ("scheduled", "received", "to_collect", "net_due"))
            for row in rows
        ]

    def assertOwes(self, owed, to_use=0.0, late=None):
        """Card, schedule, lateness and ledger say the same."""
        self.env.flush_all()
        self.env.invalidate_all()
        customer = self.customer
        card = (customer.amount_pending, customer.amount_to_use)
        self.assertEqual(card, (owed, to_use))
        self.assertEqual(sum(self.open_lines().mapped("amount_residual")), owed - to_use)
        self.assertEqual(
            [
                row["to_collect"]
                for row in self.Installment.get_totals(
                    [("partner_id", "=", customer.id), ("settled", "=", False)]
                )
            ]
            or [0.0],
            [owed],
        )
        if late is not None:
            self.assertEqual(customer.amount_late, late)

    def plan(self, name, amount, invoice, part=None, **values):
        """A draft payment that is meant to settle ``part`` of the first installment."""
        payment = self.book(f"{TODAY} draft {name} {amount}")[name]
        payment.allocation_line_ids = [
            fields.Command.clear(),
            fields.Command.create(
                {"line_id": self.receivable(invoice)[:1].id, "amount": part or amount}
            ),
        ]
        payment.write(values)
        return payment
