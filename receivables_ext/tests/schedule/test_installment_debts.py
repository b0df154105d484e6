from odoo.fields import Command
from odoo.tests import tagged

from ...models.checks.identity import find_disagreements
from .installment_common import InstallmentCommon

ROW = ("code", "date_due", "amount", "amount_received", "amount_to_collect", "status")


@tagged("post_install", "-at_install")
class TestInstallmentDebts(InstallmentCommon):
    """Whatever is left on the account of a customer is owed, whatever booked it (A-24)."""

    def entry(self, journal, *amounts, due="2026-06-01", customer=None, **values):
        """A validated entry with one item of the customer for each of ``amounts``."""
        account = self.customer.property_account_receivable_id
        items = [
            {
                "account_id": account.id,
                "partner_id": (customer or self.customer).id,
                "balance": amount,
                "date_maturity": due,
            }
            for amount in amounts
        ]
        revenue = self.company_data["default_account_revenue"]
        items.append({"account_id": revenue.id, "balance": -sum(amounts)})
        entry = self.env["account.move"].create(
            {
                "move_type": "entry",
                "date": "2026-05-01",
                "journal_id": journal.id,
                "line_ids": [Command.create(item) for item in items],
                **values,
            }
        )
        entry.action_post()
        return entry

    def misc(self):
        return self.company_data["default_journal_misc"]

    def bank_line(self, amount):
        """A line of the bank's statement that somebody books on the customer's account."""
        return self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-05-20",
                "payment_ref": "Unpaid cheque 4711",
                "amount": amount,
                "partner_id": self.customer.id,
                "counterpart_account_id": self.customer.property_account_receivable_id.id,
            }
        )

    # === Entries === #

    def test_an_opening_debt_in_a_journal_of_sales(self):
        sales = self.company_data["default_journal_sale"]
        entry = self.entry(sales, 450.0, ref="Opening")
        self.assertSchedule(f"{entry.name}-1 | 2026-06-01 | 450.00 | 0.00 | 450.00 | overdue", *ROW)
        self.assertOwes(450.0, late=450.0)
        docs = self.book("2026-06-05 payment PAY1 450.00")
        self.allocate()
        paid_by = docs["PAY1"].name
        self.assertSchedule(
            f"{entry.name}-1 {paid_by} | 2026-06-01 | 450.00 | 450.00 | 0.00 | settled", *ROW
        )
        self.assertOwes(0.0, late=0.0)

    def test_the_journal_of_exchange_differences_holds_other_entries_too(self):
        self.company.currency_exchange_journal_id = self.misc()
        entry = self.entry(self.misc(), 450.0)
        self.assertSchedule(f"{entry.name}-1 | 2026-06-01 | 450.00 | 0.00 | 450.00 | overdue", *ROW)
        self.assertOwes(450.0, late=450.0)
        self.book("2026-06-05 payment PAY1 450.00")
        self.allocate()
        self.assertEqual(self.installments().mapped("status"), ["settled"])
        events = self.env["receivables.allocation.event"].search([("debit_move_id", "=", entry.id)])
        self.assertEqual(events.mapped("amount"), [450.0])

    def test_every_item_of_an_entry_has_a_code_of_its_own(self):
        other = self.company_data["default_account_receivable"].copy({"code": "411900"})
        entry = self.entry(self.misc(), 10.0, 20.0, due=False, ref="Opening")
        more = self.entry(self.misc(), 30.0, 5.0, due=False)
        more.button_draft()
        more.line_ids.filtered("partner_id")[-1:].account_id = other
        more.action_post()
        codes = self.installments().sorted("id").mapped("code")
        self.assertEqual(
            sorted(codes),
            sorted(f"{move.name}-{rank}" for move in (entry, more) for rank in (1, 2)),
        )
        self.assertOwes(65.0)

    def test_a_part_without_value_in_the_currency_of_the_company(self):
        """At 20 to the euro, core books a part of 0.20 at 0.00: it is owed all the same."""
        francs = self.setup_other_currency("CHF", rates=[("2020-01-01", 20.0)])
        parts = [{"value_amount": part, "nb_days": part} for part in (25, 25, 50)]
        term = self.env["account.payment.term"].create(
            {"name": "Three parts", "line_ids": [Command.create(part) for part in parts]}
        )
        for move_type in ("out_invoice", "out_refund"):
            work = {"name": "Work", "price_unit": 0.4, "tax_ids": False}
            move = self.env["account.move"].create(
                {
                    "move_type": move_type,
                    "partner_id": self.customer.id,
                    "currency_id": francs.id,
                    "invoice_date": "2026-06-01",
                    "invoice_payment_term_id": term.id,
                    "invoice_line_ids": [Command.create(work)],
                }
            )
            move.action_post()
            self.assertIn(0.0, self.receivable(move).mapped("balance"))
        self.assertEqual(find_disagreements(self.env, self.customer.ids), [])
        rows = self.installments()
        self.assertEqual(rows.mapped("amount_to_collect"), [0.2, 0.2])
        [total] = rows.get_totals([("partner_id", "=", self.customer.id)], deduct_credits=True)
        self.assertEqual((total["to_collect"], total["credits"]), (0.4, 0.4))

    def test_an_item_is_named_by_what_was_written_on_it(self):
        entry = self.entry(self.misc(), 10.0)
        entry.line_ids.filtered("partner_id").name = "Invoice 2024-17"
        self.assertSchedule(f"Invoice 2024-17 {entry.name}", "document")

    def test_the_reversal_of_a_wrong_write_off(self):
        docs = self.book("2026-05-01 invoice INV1 100.00 2026-05-31")
        write_off = self.entry(self.misc(), -100.0)
        (self.receivable(docs["INV1"]) + self.receivable(write_off)).reconcile()
        self.assertOwes(0.0, late=0.0)
        reversal = write_off._reverse_moves([{"date": "2026-06-02"}])
        reversal.action_post()
        self.assertOwes(100.0, late=100.0)
        self.book("2026-06-05 payment PAY1 100.00")
        self.allocate()
        self.assertOwes(0.0)
        self.assertEqual(len(self.installments()), 2, "both were to be paid, and both were")

    def test_an_entry_that_its_reversal_settled_was_never_to_be_paid(self):
        entry = self.entry(self.misc(), 100.0)
        entry._reverse_moves([{"date": "2026-06-02"}], cancel=True)
        self.assertSchedule("", "code")
        self.assertOwes(0.0)

    # === Money === #

    def test_what_the_bank_took_back_is_owed(self):
        line = self.bank_line(-100.0)
        self.assertSchedule(
            f"Unpaid cheque 4711 {line.move_id.name} | 2026-05-20 | 100.00 | overdue",
            *("document", "date_due", "amount_to_collect", "status"),
        )
        self.assertOwes(100.0, late=100.0)
        self.book("2026-06-05 payment PAY1 40.00")
        self.allocate()
        self.assertOwes(60.0, late=60.0)

    def test_money_given_back_is_owed_only_where_it_was_too_much(self):
        self.book("2026-05-01 credit_note CN1 100.00")
        refund = self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": 120.0,
                "date": "2026-05-10",
                "journal_id": self.journal.id,
            }
        )
        refund.action_post()
        self.assertOwes(120.0, to_use=100.0)
        self.allocate()
        self.assertOwes(20.0, late=20.0)
        self.assertSchedule(
            f"{refund.name}-1 | 2026-05-10 | 120.00 | 100.00 | 20.00 | overdue", *ROW
        )
        self.book("2026-06-05 payment PAY1 20.00")
        self.allocate()
        self.assertSchedule("", "code")

    def test_a_difference_of_exchange_is_neither_owed_nor_a_payment(self):
        foreign = self.setup_other_currency(
            "CAD", rates=[("2026-01-01", 2.0), ("2026-05-10", 1.0), ("2026-05-20", 4.0)]
        )
        docs = self.book(
            """
            2026-05-01 invoice INV1 500.00 2026-05-31
            2026-05-01 invoice INV2 300.00 2026-05-31
            2026-05-12 payment PAY1 500.00
            2026-05-21 payment PAY2 300.00
            """,
            currency=foreign,
        )
        self.company.currency_exchange_journal_id = self.misc()
        proposal = [
            self.row(docs[f"INV{n}"], docs[f"PAY{n}"], amount)
            for n, amount in ((1, 500.0), (2, 300.0))
        ]
        self.service.apply(proposal)
        self.assertSchedule(
            f"""
            {docs["INV1"].name}-1 {docs["PAY1"].name}
            {docs["INV2"].name}-1 {docs["PAY2"].name}
            """,
            "code",
        )
        events = self.env["receivables.allocation.event"]
        known = [("partner_id", "=", self.customer.id)]
        self.assertEqual(sorted(events.search(known).mapped("amount")), [300.0, 500.0])
        # Undone: neither the entries of core nor their reversals are anybody's act or debt.
        self.receivable(docs["INV1"]).remove_move_reconcile()
        self.receivable(docs["INV2"]).remove_move_reconcile()
        self.assertEqual(events.search_count(known), 4)
        self.assertSchedule(f"{docs['INV1'].name}-1\n{docs['INV2'].name}-1", "code")
