from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .version_common import VersionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestVersions(VersionCommon):
    """Each registration writes a version; the last one counts in the turnover."""

    def test_the_figures_of_the_document(self):
        """Registered at 2 500, changed to 1 500 in draft, registered again."""
        invoice = self.invoice_of(2500.0)
        self.assertEqual((invoice.revision, invoice.turnover_amount), ("1.0", 0.0))
        self.assertFalse(invoice.revision_notice)
        invoice.action_post()
        self.assertEqual((invoice.revision, invoice.turnover_amount), ("1.0", 2500.0))
        invoice.modify("Agreed with the customer")
        invoice.invoice_line_ids.price_unit = 1500.0
        self.env.flush_all()
        self.assertEqual(invoice.state, "draft")
        self.assertEqual((invoice.revision, invoice.turnover_amount), ("1.1", 2500.0))
        self.assertEqual(invoice.revision_notice, "Version 1.1 in preparation, 1.0 counts.")
        invoice.action_post()
        self.assertEqual((invoice.revision, invoice.turnover_amount), ("1.1", 1500.0))
        self.assertRecordValues(
            invoice.revision_ids.sorted("rank"),
            [
                {
                    "number": "1.0",
                    "amount_untaxed": 2500.0,
                    "amount_total": 2500.0,
                    "turnover_amount": 2500.0,
                    "reason": False,
                    "user_id": self.env.uid,
                },
                {
                    "number": "1.1",
                    "amount_untaxed": 1500.0,
                    "amount_total": 1500.0,
                    "turnover_amount": 1500.0,
                    "reason": "Agreed with the customer",
                    "user_id": self.env.uid,
                },
            ],
        )
        self.assertFalse(invoice.revision_reason)

    def test_a_version_keeps_what_the_document_said(self):
        tax = self.company_data["default_tax_sale"]
        invoice = self.invoice_of(100.0, 50.0)
        invoice.invoice_line_ids[0].write({"discount": 10, "tax_ids": [Command.set(tax.ids)]})
        invoice.invoice_line_ids = [
            Command.create({"display_type": "line_note", "name": "As agreed", "sequence": 200})
        ]
        invoice.action_post()
        version = invoice.revision_ids
        invoice.modify("Another price")
        invoice.invoice_line_ids[0].price_unit = 1.0
        self.assertEqual(version.content["customer"], "ACME")
        self.assertEqual(version.content["date"], "2026-03-01")
        self.assertEqual(version.content["due"], [["2026-03-31", version.amount_total]])
        self.assertEqual(
            version.lines,
            [
                {
                    "description": "Service 1",
                    "kind": "product",
                    "quantity": 1.0,
                    "price_unit": 100.0,
                    "discount": 10.0,
                    "taxes": [tax.name],
                    "subtotal": 90.0,
                },
                {
                    "description": "Service 2",
                    "kind": "product",
                    "quantity": 1.0,
                    "price_unit": 50.0,
                    "discount": 0.0,
                    "taxes": [],
                    "subtotal": 50.0,
                },
                {"description": "As agreed", "kind": "line_note"},
            ],
        )

    def test_what_changed_is_said_in_words(self):
        self.invoice.modify("Two things")
        self.invoice.partner_id = self.other_customer
        self.invoice.invoice_line_ids.price_unit = 1500.0
        self.invoice.invoice_line_ids = [
            Command.create({"name": "Travel", "price_unit": 20.0, "tax_ids": [Command.clear()]})
        ]
        self.invoice.action_post()
        last = self.invoice.revision_ids.sorted("rank")[-1]
        self.assertEqual(last.previous_id.number, "1.0")
        for words in (
            "Customer: ACME → Globex.",
            "Service 1: unit price $\N{NO-BREAK SPACE}2,500.00 → $\N{NO-BREAK SPACE}1,500.00.",
            "Line added: Travel, $\N{NO-BREAK SPACE}20.00.",
        ):
            self.assertIn(words, str(last.changes).replace("&nbsp;", "\N{NO-BREAK SPACE}"))
        self.assertIn("Version 1.0", " ".join(str(last.comparison).split()).replace("<h4>", ""))
        self.assertFalse(last.previous_id.changes)

    def test_a_credit_note_counts_below_zero(self):
        note = self.invoice_of(400.0, move_type="out_refund")
        note.action_post()
        self.assertEqual(note.turnover_amount, -400.0)
        self.assertEqual(note.revision_ids.amount_untaxed, 400.0)

    def test_the_turnover_is_in_the_currency_of_the_company(self):
        currency = self.setup_other_currency("GBP", rates=[("2026-01-01", 2.0)])
        invoice = self.invoice_of(1000.0, currency_id=currency.id)
        invoice.action_post()
        self.assertEqual(invoice.turnover_amount, 500.0)
        self.assertEqual(invoice.revision_ids.amount_untaxed, 1000.0)

    def test_a_cancelled_invoice_counts_for_nothing(self):
        self.invoice.modify("Not wanted")
        self.invoice.button_cancel()
        self.assertEqual((self.invoice.revision, self.invoice.turnover_amount), ("1.0", 0.0))
        self.invoice.button_draft()
        self.assertEqual((self.invoice.revision, self.invoice.turnover_amount), ("1.1", 2500.0))

    def test_what_is_no_document_of_a_customer_has_no_version(self):
        bill = self.invoice_of(10.0, move_type="in_invoice")
        bill.action_post()
        self.assertFalse(bill.revision_ids)
        self.assertFalse(bill.revision)
        bill.button_draft()
        self.assertEqual((bill.state, bill.turnover_amount), ("draft", 0.0))

    def test_a_copy_begins_anew(self):
        self.pay(self.invoice, 2500.0)
        copy = self.invoice.copy()
        self.assertEqual((copy.state, copy.revision, copy.turnover_amount), ("draft", "1.0", 0.0))
        self.assertEqual(str(copy.date), "2026-03-10")
        self.assertFalse(copy.invoice_date)
        self.assertFalse(copy.revision_ids)
        self.assertFalse(copy.name and copy.name != "/")
        self.assertEqual(copy.amount_total, 2500.0)
        copy.action_post()
        self.assertEqual(str(copy.invoice_date), "2026-03-10")
        self.assertEqual(copy.payment_state, "not_paid")

    def test_nobody_writes_versions(self):
        version = self.invoice.revision_ids
        for act in (
            lambda: version.write({"amount_total": 1.0}),
            lambda: version.unlink(),
            lambda: version.copy(),
            lambda: self.invoice.write({"turnover_amount": 1.0}),
            lambda: self.invoice.write({"revision_count": 7}),
            lambda: self.invoice.write({"revision_reason": "Because"}),
            lambda: self.invoice.write({"revision_ids": [Command.clear()]}),
            lambda: self.invoice.copy({"replaces_id": self.invoice.id}),
        ):
            with self.assertRaises(UserError):
                act()
        self.assertEqual(version.amount_total, 2500.0)

    def test_the_state_written_by_a_programme_is_registered_too(self):
        draft = self.invoice_of(70.0)
        draft.write({"state": "posted"})
        self.assertEqual(draft.revision_ids.amount_total, 70.0)
        self.assertEqual(draft.turnover_amount, 70.0)
        draft.write({"state": "posted"})
        self.assertEqual(len(draft.revision_ids), 1)

    def test_the_file_that_was_sent_stays_with_its_version(self):
        file = self.env["ir.attachment"].create(
            {
                "name": "invoice.pdf",
                "raw": b"%PDF-1.4",
                "res_model": "account.move",
                "res_id": self.invoice.id,
                "res_field": "invoice_pdf_report_file",
            }
        )
        self.invoice.invalidate_recordset(["invoice_pdf_report_id"])
        self.assertFalse(self.invoice.revision_ids.attachment_id)
        self.invoice.is_move_sent = True
        self.assertEqual(self.invoice.revision_ids.attachment_id, file)
        for act in (file.unlink, lambda: file.write({"raw": b"%PDF-1.5"})):
            self.assertRefused(act, "invoice.pdf was sent as version 1.0")
        self.draft_by_law(self.invoice)
        self.assertFalse(file.res_field, "detached, as in core")
        self.assertEqual(file.raw, b"%PDF-1.4")

    def test_many_documents_cost_as_many_queries_as_few(self):
        few = self.env["account.move"].union(*[self.invoice_of(10.0) for _rank in range(2)])
        many = self.env["account.move"].union(*[self.invoice_of(10.0) for _rank in range(12)])
        (few | many).action_post()
        counts = []
        for moves in (few, many):
            moves.env.flush_all()
            moves.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["account.move"].browse(moves.ids)._register_versions()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
        self.assertEqual(many.mapped("revision_count"), [2] * 12)

    def test_a_deleted_draft_leaves_its_version(self):
        version = self.invoice.revision_ids
        self.invoice.modify("Entered twice")
        self.invoice.unlink()
        self.assertTrue(version.exists().move_name)
        self.assertEqual(version.amount_total, 2500.0)
        self.assertFalse(version.move_id)
