from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged

from ...models.invoices.versions import by_law
from .version_common import VersionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestVersionsByLaw(VersionCommon):
    """What an authority cancelled leaves the accounts; a version is worth what was paid."""

    def test_core_cancels_what_an_authority_cancelled(self):
        self.pay(self.invoice, 2500.0)
        self.invoice.is_move_sent = True
        registry = self.env.registry
        Moves = registry["account.move"]

        def _l10n_my_edi_cancel_moves(moves):
            moves.button_cancel()

        # As the module of that country has it, where it is installed.
        patched = patch.object(
            Moves, "_l10n_my_edi_cancel_moves", _l10n_my_edi_cancel_moves, create=True
        )
        self.startPatcher(patched)
        self.assertRefused(self.invoice._l10n_my_edi_cancel_moves, "it was sent")
        by_law.wrap(registry)
        by_law.wrap(registry)  # once is enough, twice does no harm
        self.invoice._l10n_my_edi_cancel_moves()
        self.assertEqual((self.invoice.state, self.invoice.turnover_amount), ("cancel", 0.0))

    def test_a_version_is_worth_what_was_paid(self):
        payment = self.pay(self.invoice, 1000.0)
        self.draft_by_law(self.invoice)
        self.invoice.invoice_line_ids.price_unit = 999.0
        self.assertRefused(
            self.invoice.action_post, "1,000.00", "already paid", "version 1.1", "999.00"
        )
        self.assertEqual(self.invoice.revision_ids.mapped("number"), ["1.0"])
        self.assertEqual(self.invoice.turnover_amount, 2500.0)
        self.invoice.invoice_line_ids.price_unit = 1000.0
        self.invoice.action_post()
        self.assertEqual(self.invoice.payment_state, self.invoice._get_invoice_in_payment_state())
        self.assertEqual(payment.unallocated_amount, 0.0)

    def test_a_state_written_by_a_remote_call_is_worth_what_was_paid_too(self):
        payment = self.pay(self.invoice, 1000.0)
        self.draft_by_law(self.invoice)
        line = self.invoice.invoice_line_ids
        line.price_unit = 999.0
        self.env.flush_all()
        for method in ("write", "web_save"):
            self.assertRefused(lambda method=method: self.register(method), "already paid", "1.1")
            self.env.invalidate_all()
        self.assertEqual(self.invoice.revision_ids.mapped("number"), ["1.0"])
        line.price_unit = 1200.0
        self.register("write")
        self.assertEqual(self.invoice.amount_residual, 200.0)
        self.assertEqual(payment.unallocated_amount, 0.0)
        self.assertFalse(self.invoice.released_event_ids)
        self.assertEqual(self.invoice.revision_ids.mapped("number"), ["1.0", "1.1"])

    def register(self, method):
        """Write the state from afar, without the button."""
        more = [{}] if method == "web_save" else []
        with self.env.cr.savepoint():
            vals = {"state": "posted"}
            self.call(self.clerk, "account.move", method, self.invoice.ids, vals, *more)

    def test_money_used_elsewhere_meanwhile_no_longer_counts(self):
        payment = self.pay(self.invoice, 1000.0)
        self.draft_by_law(self.invoice)
        other = self.invoice_of(600.0)
        other.action_post()
        self.service.apply([self.row(other, payment, 600.0)])
        self.invoice.invoice_line_ids.price_unit = 400.0
        self.invoice.action_post()
        self.assertEqual(self.invoice.amount_residual, 0.0)
        self.assertIn("600.00", self.said(self.invoice))

    def test_money_of_another_customer_does_not_count(self):
        self.pay(self.invoice, 1000.0)
        self.draft_by_law(self.invoice)
        self.invoice.partner_id = self.other_customer
        self.invoice.invoice_line_ids.price_unit = 1.0
        self.invoice.action_post()
        self.assertEqual(self.invoice.amount_residual, 1.0)
