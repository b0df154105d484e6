from odoo.exceptions import UserError
from odoo.fields import Command, Date
from odoo.tests import tagged

from ....models.ledger.permit import KEY, Permit, permit
from .definitive_common import DefinitiveCommon


@tagged("post_install", "-at_install")
class TestPaymentEntry(DefinitiveCommon):
    """What goes with a registered payment: its entry is locked, notes and allocations are not."""

    def test_the_journal_entry_is_locked_too(self):
        self.company.payment_correction_policy = "until_transferred"
        move = self.payment.move_id
        line = self.receivable(self.payment)
        other_account = self.company_data["default_account_revenue"]
        for user in (*self.users.values(), self.env.user):
            entry = move.with_user(user).with_context(skip_readonly_check=True, force_delete=True)
            item = line.with_user(user).with_context(
                check_move_validity=False, force_delete=True, skip_account_move_synchronization=True
            )
            for deed in (
                entry.button_draft,
                entry.button_cancel,
                entry.unlink,
                entry.sudo().button_draft,
                entry.sudo().unlink,
                lambda entry=entry: entry.write({"state": "draft"}),
                lambda entry=entry: entry.sudo().write({"date": "2026-02-01"}),
                lambda entry=entry: entry.sudo().write(
                    {"line_ids": [Command.update(line.id, {"balance": -1.0})]}
                ),
                lambda entry=entry: entry.sudo().write({"origin_payment_id": False}),
                lambda item=item: item.sudo().write({"balance": -1.0}),
                lambda item=item: item.sudo().write({"account_id": other_account.id}),
                lambda item=item: item.sudo().write({"partner_id": self.other_customer.id}),
                lambda item=item: item.sudo().unlink(),
                lambda item=item: item.sudo().copy({"move_id": move.id}),
            ):
                self.assertRefused(deed)

    def test_a_programme_corrects_takings_that_are_no_customers(self):
        """As core's point of sale does when the bank counted another amount; people do not."""
        takings = self.book("2026-01-05 draft TAKE 70.00")["TAKE"]
        takings.partner_id = False
        takings.action_post()
        self.assertRefused(takings.move_id.with_user(self.users["accountant"]).button_draft)
        entry = takings.move_id.sudo()
        entry.button_draft()
        receivable, money = self.receivable(takings), entry.line_ids - self.receivable(takings)
        entry.line_ids = [
            Command.update(receivable.id, {"balance": -65.0, "amount_currency": -65.0}),
            Command.update(money.id, {"balance": 65.0, "amount_currency": 65.0}),
        ]
        takings.sudo().amount = 65.0
        entry.action_post()
        self.assertEqual((entry.state, receivable.balance), ("posted", -65.0))

    def test_columns_that_follow_the_entry_are_not_written_either(self):
        """Core computes them; a remote call could write them all the same."""
        line = self.receivable(self.payment)
        for user in (*self.users.values(), self.env.user):
            for vals in (
                {"date": "2020-01-01"},
                {"journal_id": self.company_data["default_journal_cash"].id},
                {"parent_state": "draft"},
                {"payment_id": False},
                {"amount_residual": 0.0, "amount_residual_currency": 0.0},
                {"reconciled": True},
            ):
                with self.subTest(user=user.login, vals=vals):
                    item = line.with_user(user).sudo()
                    self.assertRefused(lambda item=item, vals=vals: item.write(vals))

    def test_notes_and_attachments_can_be_added(self):
        payment = self.payment.with_user(self.users["clerk"])
        payment.message_post(body="The customer called.")
        attachment = self.env["ir.attachment"].with_user(self.users["clerk"])
        attachment.create({"name": "cheque.pdf", "res_model": payment._name, "res_id": payment.id})
        payment.evidence_amount = 150.0
        self.assertEqual(self.payment.message_attachment_count, 1)

    def test_unchanged_values_are_accepted(self):
        """An import, or a form that sends everything, changes nothing: it is not refused."""
        self.payment.write(
            {
                "amount": 150.0,
                "date": "2026-01-05",
                "partner_id": self.customer.id,
                "state": self.payment.state,
                "memo": self.payment.memo,
            }
        )

    def test_allocations_stay_free(self):
        """The allocation is not the payment: it may be moved at any time."""
        partial = self.receivable(self.payment).matched_debit_ids
        partial.unlink()
        self.assertResiduals(self.docs, INV1=100.0, PAY1=150.0)
        self.allocate()
        self.assertResiduals(self.docs, INV1=0.0, PAY1=50.0)

    def test_drafts_and_supplier_payments_are_as_in_core(self):
        draft = self.book("2026-01-07 draft PAY2 10.00")["PAY2"]
        draft.amount = 20.0
        draft.action_cancel()
        draft.action_draft()
        draft.unlink()
        supplier = self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "supplier",
                "partner_id": self.other_customer.id,
                "amount": 10.0,
                "journal_id": self.journal.id,
            }
        )
        supplier.action_post()
        supplier.action_draft()
        supplier.amount = 11.0

    def test_refunds_are_definitive_too(self):
        refund = self.env["account.payment"].create(
            {
                "payment_type": "outbound",
                "partner_type": "customer",
                "partner_id": self.customer.id,
                "amount": 10.0,
                "journal_id": self.journal.id,
            }
        )
        refund.action_post()
        with self.assertRaisesRegex(UserError, "definitive"):
            refund.action_draft()

    def test_system_fields_are_not_given_at_creation(self):
        vals = {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": self.customer.id,
            "amount": 10.0,
            "journal_id": self.journal.id,
        }
        for system in (
            {"scheduled_date": "2030-01-01"},
            {"replaces_id": self.payment.id},
            {"refunded_payment_id": self.payment.id},
            {"collection_state": "registered"},
        ):
            with self.assertRaisesRegex(UserError, "follows from the buttons"):
                self.env["account.payment"].create({**vals, **system})

    def test_records_of_what_was_done_are_not_written_by_hand(self):
        for model in ("receivables.payment.correction", "receivables.payment.return"):
            with self.assertRaisesRegex(UserError, "nobody adds to it"):
                self.env[model].create({"payment_id": self.payment.id})

    def test_the_warning_stands_in_the_form(self):
        arch = self.env["account.payment"].get_view(
            self.env.ref("account.view_account_payment_form").id
        )["arch"]
        self.assertIn("definitive_warning", arch)
        draft = self.book("2026-01-07 draft PAY2 10.00")["PAY2"]
        self.assertTrue(draft.is_definitive)
        self.company.payment_correction_policy = "until_transferred"
        draft.invalidate_recordset()
        self.assertFalse(draft.is_definitive)

    def test_the_permission_is_one_object_of_this_process(self):
        for forged in (True, 1, "PERMISSION", {}, [], object(), Permit()):
            self.assertFalse(permit.is_open(self.env(context={KEY: forged})))
        self.assertTrue(permit.is_open(permit.opened(self.customer).env))

    def test_a_payment_is_not_parted_from_its_reversal(self):
        self.env["receivables.payment.correction"]._request(self.payment, "x", Date.today())
        line = self.receivable(self.payment)
        partial = line.matched_debit_ids
        reversal = self.payment.reversal_ids
        self.assertFalse(self.payment.allocation_event_ids, "what undid it is no allocation")
        self.assertEqual(self.payment.allocation_state, "none")
        for deed in (
            partial.unlink,
            line.remove_move_reconcile,
            partial.sudo().unlink,
            reversal.button_draft,
            reversal.sudo().button_cancel,
            lambda: reversal.sudo().write({"date": "2026-01-31"}),
        ):
            self.assertRefused(deed)

    def test_the_flag_of_an_uninstallation_opens_nothing(self):
        """Odoo skips ``ondelete`` for it, and a remote call can send it."""
        evidence = self.env["ir.attachment"].create(
            {
                "name": "a.txt",
                "raw": b"a",
                "res_model": "account.payment",
                "res_id": self.payment.id,
            }
        )
        self.env["receivables.payment.correction"]._request(self.payment, "x", Date.today())
        settled = self.book("2026-01-02 invoice INV2 10.00\n2026-01-05 draft PAY2 10.00")
        settled["PAY2"].action_propose_allocation()
        settled["PAY2"].action_post()
        history = self.env["receivables.allocation.event"].search([], limit=1)
        for records in (
            self.payment,
            self.payment.move_id,
            self.payment.move_id.line_ids,
            self.payment.reversal_ids,
            self.payment.correction_ids,
            settled["PAY2"].allocation_line_ids,
            history,
            evidence,
        ):
            forged = records.with_context(_force_unlink=True, force_delete=True).sudo()
            with self.assertRaises(UserError, msg=records._name):
                forged.unlink()
            self.assertTrue(records.exists())

    def test_a_registered_payment_is_deleted_where_the_company_allows(self):
        self.company.payment_correction_policy = "until_transferred"
        move = self.payment.move_id
        self.payment.unlink()
        self.assertFalse(self.payment.exists() or move.exists())
        self.assertResiduals(self.docs, INV1=100.0)

    def test_what_undid_a_payment_keeps_its_amount(self):
        self.env["receivables.payment.correction"]._request(self.payment, "x", Date.today())
        partial = self.receivable(self.payment).matched_debit_ids
        self.assertRefused(lambda: partial.sudo().write({"amount": 1.0}))

    def test_what_was_sent_stays_sent(self):
        self.payment.mark_as_sent()
        self.assertRefused(self.payment.unmark_as_sent)

    def test_its_means_is_what_it_was(self):
        means = self.env.ref("receivables_ext.means_cheque")
        line = self.payment.payment_method_line_id
        line.means_id = means
        draft = self.book("2026-01-07 draft PAY2 10.00")["PAY2"]
        draft.write({"instrument_number": "1", "instrument_bank": "BNP"})
        draft.action_post()
        line.means_id = self.env.ref("receivables_ext.means_card")
        self.assertEqual(draft.means_id, means)
