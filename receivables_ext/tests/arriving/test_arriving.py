from odoo.fields import Command
from odoo.tests import tagged

from ...models.arriving import matching, sentences
from ...rules.matching import wording
from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestArriving(ReceivablesCommon):
    """Bank lines, and what is proposed for their money from what is open in the ledger."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book(
            """
            2026-01-05  invoice      I1  1000.00  2026-02-28
            2026-01-06  invoice      I2   350.50  2026-03-31
            2026-01-07  credit_note  C1    50.00
            """
        )
        cls.globex = cls.book("2026-01-08 invoice I3 77.30 2026-02-28", cls.other_customer)["I3"]

    @classmethod
    def line(cls, label, amount, date="2026-02-10", **values):
        """A line of the bank."""
        vals = {"payment_ref": label, "amount": amount, "date": date, **values}
        return cls.env["account.bank.statement.line"].create({"journal_id": cls.journal.id, **vals})

    def best(self, line):
        """The surest proposal for one line."""
        return matching.propose(line)[line.id][0]

    def assertProposed(self, line, confidence, reason, fit, rows):
        best = self.best(line)
        self.assertEqual((best.confidence, best.reason, best.fit), (confidence, reason, fit))
        found = {row.line_id: row.amount for row in best.rows}
        self.assertEqual(
            found, {self.receivable(doc).id: amount for doc, amount in rows.items()}, best.sentence
        )
        return best

    def test_a_number_and_its_amount_are_certain(self):
        invoice = self.docs["I1"]
        line = self.line(f"FACT {invoice.name}", 1000.0, partner_name="ACME")
        best = self.assertProposed(line, "certain", "number", "exact", {invoice: 1000.0})
        self.assertEqual(best.partner_ids, (self.customer.id,))
        self.assertEqual(
            best.sentence, f"The line names {invoice.name}. The amount is what is open."
        )

    def test_a_credit_note_is_netted(self):
        line = self.line(f"{self.docs['I1'].name} moins avoir", 950.0, partner_name="ACME")
        rows = {self.docs["I1"]: 1000.0, self.docs["C1"]: -50.0}
        self.assertProposed(line, "certain", "number", "netted", rows)

    def test_a_name_and_an_amount_that_nobody_else_owes(self):
        line = self.line("VIR", 77.3, partner_name="GLOBEX SARL")
        self.assertProposed(line, "certain", "amount", "exact", {self.globex: 77.3})

    def test_a_payer_who_was_confirmed_before_is_known(self):
        before = self.line("VIR", 10.0, partner_name="J. Martin", account_number="FR76 1234")
        before.partner_id = self.other_customer
        _bank, suspense, _other = before._seek_for_lines()
        suspense.account_id = self.receivable(self.globex).account_id
        self.assertTrue(before.is_reconciled)
        line = self.line("VIR", 77.3, account_number="FR76 1234")
        self.assertProposed(line, "certain", "learnt_iban", "exact", {self.globex: 77.3})

    def test_a_registered_payment_waits_for_the_bank(self):
        account = self.company_data["default_account_revenue"].copy({"reconcile": True})
        account.account_type = "asset_current"
        self.journal.inbound_payment_method_line_ids.payment_account_id = account
        payment = self.book("2026-02-08 payment P1 512.34")["P1"]
        self.assertFalse(payment.is_matched)
        line = self.line("VIR ACME", 512.34, partner_name="ACME")
        best = self.best(line)
        self.assertEqual((best.reason, best.payment_id, best.rows), ("payment", payment.id, ()))

    def test_strangers_behind_one_customer_are_not_netted(self):
        generic = self.env["res.partner"].create({"name": "Counter", "is_walk_in": True})
        docs = self.book(
            """
            2026-01-05  invoice      W1  60.00  2026-01-05
            2026-01-06  credit_note  W2  10.00
            """,
            generic,
        )
        line = self.line(docs["W1"].name, 50.0, partner_name="COUNTER")
        self.assertProposed(line, "probable", "number", "partial", {docs["W1"]: 50.0})

    def test_a_discount_for_paying_early(self):
        term = self.env["account.payment.term"].create(
            {
                "name": "2 % in 10 days",
                "early_discount": True,
                "discount_days": 10,
                "discount_percentage": 2,
                "line_ids": [Command.create({"value": "percent", "value_amount": 100})],
            }
        )
        invoice = self.init_invoice("out_invoice", self.customer, "2026-02-01", amounts=[400.0])
        invoice.invoice_payment_term_id = term
        invoice.action_post()
        line = self.line(invoice.name, 392.0, date="2026-02-09", partner_name="ACME")
        best = self.assertProposed(line, "certain", "number", "discount", {invoice: 400.0})
        self.assertEqual(best.difference, 8.0)
        late = self.line(invoice.name, 392.0, date="2026-02-20", partner_name="ACME")
        self.assertEqual(self.best(late).fit, "partial")

    def test_money_that_goes_out_or_is_done_has_no_proposal(self):
        line = self.line(self.docs["I1"].name, -1000.0)
        self.assertEqual(matching.propose(line), {line.id: []})

    def test_who_may_not_read_a_document_is_not_told_of_it(self):
        clerk = self.person("clerk of lines", "account.group_account_user")
        line = self.line(self.globex.name, 77.3)
        self.assertEqual(len(matching.propose(line.with_user(clerk))[line.id]), 1)
        self.env["ir.rule"].create(
            {
                "name": "Not of Globex",
                "model_id": self.env["ir.model"]._get_id("account.move.line"),
                "domain_force": [("partner_id", "!=", self.other_customer.id)],
            }
        )
        self.assertFalse(matching.propose(line.with_user(clerk))[line.id])

    def test_as_many_queries_whatever_the_lines(self):
        lines = self.env["account.bank.statement.line"].union(
            *(
                self.line(f"INV {rank}", 10.0 + rank, partner_name="ACME", account_number="FR1")
                for rank in range(12)
            )
        )
        counts = []
        for some in (lines[:1], lines[:2], lines):  # the first one fills caches
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            matching.propose(some)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts[1:])

    def test_the_sentences_are_those_of_the_rules(self):
        for ours, theirs in (
            (sentences.reasons, wording.REASONS),
            (sentences.fits, wording.FITS),
            (sentences.doubts, wording.DOUBTS),
        ):
            self.assertEqual(ours(self.env(context={"lang": "en_US"})), theirs)
