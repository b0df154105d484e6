from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from ...models.invoices.versions.install import write_first_versions
from .version_common import VersionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestVersionsInstalled(VersionCommon):
    """What was registered before the module came has a version 1.0, as the module writes it."""

    def test_sql_writes_what_the_module_writes(self):
        tax = self.company_data["default_tax_sale"]
        currency = self.setup_other_currency("GBP", rates=[("2026-01-01", 2.0)])
        invoice = self.invoice_of(100.0, 50.0, currency_id=currency.id)
        invoice.invoice_line_ids[0].write({"discount": 10, "tax_ids": [Command.set(tax.ids)]})
        invoice.invoice_line_ids = [
            Command.create({"display_type": "line_section", "name": "Part", "sequence": 1}),
            Command.create({"display_type": "line_note", "name": "As agreed", "sequence": 200}),
        ]
        note = self.invoice_of(30.0, move_type="out_refund")
        (invoice + note).action_post()
        bill = self.invoice_of(30.0, move_type="in_invoice")
        bill.action_post()
        draft = self.invoice_of(1.0)
        moves = invoice + note + bill + draft
        written = self.picture(moves)
        self.env.flush_all()
        self.env.cr.execute(
            "DELETE FROM receivables_revision WHERE move_id IN %s", [tuple(moves.ids)]
        )
        self.env.cr.execute(
            "UPDATE account_move SET revision_count = NULL, turnover_amount = NULL WHERE id IN %s",
            [tuple(moves.ids)],
        )
        self.env.invalidate_all()
        self.assertEqual(write_first_versions(self.env), 2)
        self.assertEqual(self.picture(moves), written)
        self.assertEqual(write_first_versions(self.env), 0, "once is enough")
        self.assertTrue(invoice.revision_ids.is_taken_over)
        self.assertFalse(invoice.revision_ids.attachment_id)

    def picture(self, moves):
        self.env.flush_all()
        self.env.invalidate_all()
        names = (
            *("number", "rank", "move_name", "move_type", "amount_untaxed", "amount_total"),
            *("turnover_amount", "invoice_date", "content", "partner_id", "company_id"),
            *("currency_id", "user_id", "reason"),
        )
        return [
            (
                move.revision,
                move.revision_count,
                move.turnover_amount,
                [[version[name] for name in names] for version in move.revision_ids],
            )
            for move in moves
        ]
