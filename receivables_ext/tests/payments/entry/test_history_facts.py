import importlib.util
from pathlib import Path

from odoo.fields import Command
from odoo.tests import tagged

from .payer_common import PayerCommon

FILL = Path(__file__).parents[3] / "migrations/19.0.1.4.0/post-facts-of-allocations.py"
FACTS = (
    *("credit_kind", "means_id", "method_name", "payer_id", "company_amount"),
    "reversed_event_id",
)


@tagged("post_install", "-at_install")
class TestHistoryFacts(PayerCommon):
    """The history keeps what settled, how it was paid, by whom, and what a removal undoes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.action_offer_usual_methods()
        lines = cls.journal.inbound_payment_method_line_ids
        cls.cheque = lines.filtered(lambda line: line.means_id.code == "cheque")
        cls.Event = cls.env["receivables.allocation.event"]

    def events(self, *documents):
        """The lines of history of ``documents``, the oldest first."""
        moves = self.env["account.move"].union(
            *(doc.move_id if doc._name == "account.payment" else doc for doc in documents)
        )
        domain = ["|", ("debit_move_id", "in", moves.ids), ("credit_move_id", "in", moves.ids)]
        return self.Event.search(domain, order="id")

    def cheque_of_payer(self):
        """Three invoices that a third party paid by cheque."""
        docs = self._invoices()
        plan = {docs["INV1"]: 100.0, docs["INV2"]: 33.33, docs["INV3"]: 66.67}
        payment = self._pay(
            200.0,
            plan,
            payment_method_line_id=self.cheque.id,
            instrument_number="0045512",
            instrument_bank="BNP",
        )
        payment.action_post()
        return docs | {"PAY1": payment}

    def allocated_again(self, docs):
        """``INV1`` settled with 60 of ``PAY1``, released, settled with 60 again, and released."""
        for _time in range(2):
            ids = self.service.apply([self.row(docs["INV1"], docs["PAY1"], 60.0)])
            self.env["account.partial.reconcile"].browse(ids).unlink()

    def test_how_money_came_and_from_whom(self):
        docs = self.cheque_of_payer()
        events = self.events(docs["PAY1"])
        self.assertEqual(
            [(event.partner_id.name, event.company_amount) for event in events],
            [("ACME", 100.0), ("Globex", 33.33), ("Initech", 66.67)],
        )
        self.assertEqual({*events.mapped("credit_kind")}, {"payment"})
        self.assertEqual(events.means_id.code, "cheque")
        self.assertEqual({*events.mapped("method_name")}, {self.cheque.name})
        self.assertEqual(events.payer_id, self.payer)

    def test_the_customer_is_no_third_party(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-02-01 draft PAY1 100.00")
        contact = self.env["res.partner"].create({"name": "Paul", "parent_id": self.customer.id})
        docs["PAY1"].payer_id = contact
        docs["PAY1"].action_post()
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        self.assertFalse(self.events(docs["PAY1"]).payer_id)

    def test_a_credit_note_is_no_money_until_it_is_refunded(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 credit_note CN1 150.00")
        self.settle_by_core(docs["INV1"], docs["CN1"])
        used = self.events(docs["INV1"])
        self.assertEqual(used.credit_kind, "credit_note")
        self.assertFalse(used.means_id or used.method_name)
        self._register_payment(docs["CN1"], amount=50.0)
        refunded = self.events(docs["CN1"]) - used
        self.assertEqual((refunded.credit_kind, refunded.amount), ("credit_note", 50.0))
        self.assertEqual(refunded.method_name, refunded.debit_move_id.origin_payment_id.method_name)

    def test_a_line_of_the_bank_is_money_and_an_entry_is_not(self):
        docs = self.book("2026-01-01 invoice INV1 100.00")
        receivable = self.receivable(docs["INV1"]).account_id
        bank = self.env["account.bank.statement.line"].create(
            {
                "journal_id": self.journal.id,
                "date": "2026-01-05",
                "payment_ref": "INV1",
                "partner_id": self.customer.id,
                "amount": 70.0,
            }
        )
        suspense = bank.move_id.line_ids.filtered(lambda line: line.balance < 0)
        suspense.account_id = receivable
        entry = self.env["account.move"].create(
            {
                "date": "2026-01-06",
                "line_ids": [
                    Command.create(
                        {
                            "account_id": account.id,
                            "partner_id": self.customer.id,
                            "balance": balance,
                        }
                    )
                    for account, balance in (
                        (receivable, -30.0),
                        (self.company_data["default_account_expense"], 30.0),
                    )
                ],
            }
        )
        entry.action_post()
        (self.receivable(docs["INV1"]) + suspense + self.receivable(entry)).reconcile()
        self.assertEqual(
            sorted((event.credit_kind, event.amount) for event in self.events(docs["INV1"])),
            [("other", 30.0), ("payment", 70.0)],
        )

    def test_the_amount_in_the_currency_of_the_company(self):
        currency = self.setup_other_currency(
            "EUR", rates=[("2026-01-01", 2.0), ("2026-02-01", 1.6)]
        )
        docs = self.book(
            "2026-01-10 invoice INV1 100.00\n2026-02-10 payment PAY1 100.00", currency=currency
        )
        self.settle_by_core(docs["INV1"], docs["PAY1"])
        event = self.events(docs["INV1"])
        self.assertEqual((event.amount, event.company_amount), (100.0, event.partial_id.amount))
        self.assertEqual(event.company_amount, 50.0)
        event.partial_id.exchange_move_id.line_ids.remove_move_reconcile()
        removed = self.events(docs["INV1"]) - event
        self.assertEqual(removed.reversed_event_id, event, "the difference of exchange is no line")
        self.assertEqual(removed.company_amount, 50.0)

    def test_a_removal_points_to_what_it_removes(self):
        docs = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 payment PAY1 150.00")
        self.allocated_again(docs)
        first, first_removed, second, second_removed = self.events(docs["INV1"])
        self.assertEqual(first_removed.reversed_event_id, first)
        self.assertEqual(second_removed.reversed_event_id, second)
        self.assertFalse((first + second).reversed_event_id)

    def test_it_takes_as_many_queries_for_forty_as_for_two(self):
        docs = self.book("2026-01-05 payment PAY1 400.00")
        rows = []
        for number in range(40):
            invoice = self.book(f"2026-01-01 invoice INV{number} 10.00")[f"INV{number}"]
            rows.append(self.row(invoice, docs["PAY1"], 10.0))
        partials = self.env["account.partial.reconcile"].browse(self.service.apply(rows))
        self.assertEqual(len(partials), 40)

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.Event._record_allocations("removed", some)
            return self.cr.sql_log_count - before

        queries(partials[:1])  # what is read once for the registry
        self.assertEqual(queries(partials), queries(partials[:2]))

    def test_an_update_fills_what_the_version_before_did_not_keep(self):
        docs = self.cheque_of_payer()
        self.events(docs["PAY1"]).partial_id[:1].unlink()
        again = self.book("2026-01-01 invoice INV1 100.00\n2026-01-05 payment PAY1 150.00")
        self.allocated_again(again)
        self.service.apply([self.row(again["INV1"], again["PAY1"], 60.0)])
        note = self.book("2026-01-01 invoice INV1 50.00\n2026-01-05 credit_note CN1 50.00")
        self.settle_by_core(note["INV1"], note["CN1"])
        currency = self.setup_other_currency("EUR", rates=[("2026-01-01", 2.0)])
        foreign = self.book(
            "2026-01-10 invoice INV1 100.00\n2026-01-10 payment PAY1 100.00", currency=currency
        )
        self.settle_by_core(foreign["INV1"], foreign["PAY1"])
        self.receivable(foreign["INV1"]).remove_move_reconcile()
        events = self.Event.search([("company_id", "=", self.company.id)], order="id")
        kept = events.read(FACTS, load=None)
        self.assertEqual(len(events), 12)
        self.assertEqual(sum(bool(line["reversed_event_id"]) for line in kept), 4)
        for name in FACTS:
            self.cr.execute(f"UPDATE receivables_allocation_event SET {name} = NULL")
        self.env.invalidate_all()
        spec = importlib.util.spec_from_file_location("fill", FILL)
        script = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(script)
        script.migrate(self.cr, "19.0.1.2.0")
        self.assertEqual(events.read(FACTS, load=None), kept)
