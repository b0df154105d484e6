from datetime import timedelta

from odoo.tests import tagged

from .cash_common import CashCommon


@tagged("post_install", "-at_install")
class TestCashRefused(CashCommon):
    """What is never settled by itself: the invoice is validated all the same, and says why."""

    def test_nothing_is_settled_where_the_company_asks(self):
        self.company.cash_terms_policy = "ask"
        moves = self.invoice() + self.invoice(10.0)
        self.assertFalse(moves.action_post())
        self.assertEqual(moves.mapped("amount_residual"), [1200.0, 10.0])
        self.assertFalse(moves.activity_ids)

    def test_a_new_company_asks(self):
        company = self.env["res.company"].create({"name": "New"})
        self.assertEqual(company.cash_terms_policy, "ask")

    def test_more_cash_than_the_law_allows(self):
        self.company.cash_ceiling_amount = 1000.0
        self.assertNotSettled(self.sell(1000.01), "above the legal ceiling")
        self.assertEqual(self.sell(1000.0).amount_residual, 0.0)

    def test_the_ceiling_is_of_cash_from_its_day_on_and_zero_is_none(self):
        self.company.cash_ceiling_amount = 1000.0
        self.company.cash_ceiling_date = "2026-03-03"
        self.assertEqual(self.sell().amount_residual, 0.0)
        self.company.cash_ceiling_date = False
        self.term.with_company(self.company).settle_journal_id = self.journal
        self.assertEqual(self.sell().amount_residual, 0.0)
        self.term.with_company(self.company).settle_journal_id = False
        self.company.cash_ceiling_amount = 0.0
        self.assertEqual(self.sell().amount_residual, 0.0)

    def test_consumers_from_abroad_have_a_ceiling_of_their_own(self):
        self.company.cash_ceiling_amount = 1000.0
        self.company.cash_ceiling_abroad_amount = 10000.0
        self.customer.country_id = self.env.ref("base.jp")
        self.assertEqual(self.sell().amount_residual, 0.0)
        self.customer.is_company = True
        self.assertNotSettled(self.sell(), "above the legal ceiling")

    def test_french_law_is_proposed_to_french_companies(self):
        french = self.env["res.company"].create(
            {"name": "Française", "country_id": self.env.ref("base.fr").id}
        )
        self.assertRecordValues(
            french, [{"cash_ceiling_amount": 1000.0, "cash_ceiling_abroad_amount": 10000.0}]
        )
        self.assertFalse(self.company.cash_ceiling_amount)

    def test_a_walk_in_customer_without_identity(self):
        self.customer.is_walk_in = True
        self.assertNotSettled(self.sell(), "who the walk-in customer is")
        self.assertEqual(self.sell(walk_in_phone="0612").amount_residual, 0.0)

    def test_a_closed_period(self):
        move = self.invoice()
        self.company.fiscalyear_lock_date = "2026-03-31"
        move.action_post()
        self.assertNotSettled(move, "closed period")
        self.assertGreater(str(move.date), "2026-03-31")

    def test_one_that_is_refused_does_not_stop_the_others(self):
        closed, open_one = self.invoice(), self.invoice(invoice_date="2026-04-01")
        self.company.fiscalyear_lock_date = "2026-03-31"
        (closed + open_one).action_post()
        self.assertNotSettled(closed, "closed period")
        self.assertEqual(open_one.amount_residual, 0.0)

    def test_a_day_ahead(self):
        ahead = self.today + timedelta(days=3)
        self.assertNotSettled(self.sell(invoice_date=ahead, date=ahead), "in the future")

    def test_no_till(self):
        self.till.active = False
        self.assertNotSettled(self.sell(), "no till")

    def test_a_missing_detail_of_the_means(self):
        method = self.journal.inbound_payment_method_line_ids[:1]
        method.means_id = self.env.ref("receivables_ext.means_cheque")
        self.term.with_company(self.company).settle_method_line_id = method
        self.assertNotSettled(self.sell(), "lacks this")

    def test_a_currency_without_rate(self):
        foreign = self.env["res.currency"].create({"name": "QQQ", "symbol": "Q"})
        self.assertNotSettled(self.sell(currency_id=foreign.id), "no exchange rate")

    def test_another_currency_is_settled_in_it(self):
        foreign = self.setup_other_currency("EUR")
        move = self.sell(currency_id=foreign.id)
        self.assertEqual(move.amount_residual, 0.0)
        self.assertEqual(move.reconciled_payment_ids.currency_id, foreign)

    def test_credit_notes_nothing_to_pay_and_drafts(self):
        note = self.sell(move_type="out_refund")
        self.assertEqual(note.amount_residual, 1200.0)
        zero = self.sell(0.0)
        self.assertFalse(zero.reconciled_payment_ids)
        draft = self.invoice()
        self.assertFalse((note + zero + draft).activity_ids)

    def test_the_task_is_done_once_the_invoice_is_paid(self):
        self.company.cash_ceiling_amount = 1000.0
        move = self.sell()
        self.assertTrue(move.activity_ids)
        dialog = self.payment_dialog(move)
        dialog.journal_id = self.journal
        dialog.save()._create_payments()
        self.assertFalse(move.activity_ids)

    def test_when_no_person_validates_somebody_who_may_gets_the_task(self):
        self.company.cash_ceiling_amount = 1000.0
        seller = self.person("seller_cash", "account.group_account_invoice")
        move = self.invoice(invoice_user_id=seller.id)
        move.with_user(self.env.ref("base.user_root"))._post()
        self.assertEqual(move.activity_ids.user_id, seller)

    def test_the_reasons_are_said_in_french(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        modules = self.env["ir.module.module"].search([("name", "=", "receivables_ext")])
        modules._update_translations(["fr_FR"])
        self.company.cash_ceiling_amount = 1000.0
        move = self.invoice()
        move.with_context(lang="fr_FR").action_post()
        self.assertNotSettled(move, "plafond légal")
