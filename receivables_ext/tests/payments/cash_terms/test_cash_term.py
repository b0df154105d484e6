from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .cash_common import CashCommon


@tagged("post_install", "-at_install")
class TestCashTerm(CashCommon):
    """What a cash term may say."""

    def test_both_terms_can_be_chosen_on_customers_and_are_due_at_once(self):
        for term in self.term + self.term_discount:
            self.customer.property_payment_term_id = term
            move = self.invoice(1.0)
            self.assertEqual(move.invoice_date_due, move.invoice_date)

    def test_the_terms_are_named_in_french(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        modules = self.env["ir.module.module"].search([("name", "=", "receivables_ext")])
        modules._update_translations(["fr_FR"])
        terms = (self.term + self.term_discount).with_context(lang="fr_FR")
        self.assertEqual(terms.mapped("name"), ["Comptant", "Comptant avec escompte"])
        for term in terms:
            self.assertIn("Conditions de règlement : comptant", term.note)

    def test_settling_and_asking_exclude_each_other(self):
        with Form(self.term) as form:
            form.manual_discount = True
            self.assertFalse(form.settle_on_validation)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.term.write({"manual_discount": True, "settle_on_validation": True})
            self.term.flush_recordset()

    def test_everything_is_due_at_once(self):
        with self.assertRaisesRegex(ValidationError, "0 days"):
            self.term.line_ids = [Command.update(self.term.line_ids.id, {"nb_days": 30})]
        with self.assertRaisesRegex(ValidationError, "0 days"):
            self.pay_terms_b.settle_on_validation = True

    def test_what_is_settled_by_itself_grants_no_early_discount(self):
        with self.assertRaisesRegex(ValidationError, "early discount"):
            self.term.early_discount = True
        self.term_discount.early_discount = True

    def test_the_means_is_one_of_the_till(self):
        term = self.term.with_company(self.company)
        term.settle_journal_id = self.till
        with self.assertRaisesRegex(ValidationError, "not of the till"):
            term.settle_method_line_id = self.journal.inbound_payment_method_line_ids[:1]

    def test_each_company_has_its_own_till(self):
        other = self.setup_other_company()
        foreign = other["default_journal_cash"]
        self.term.with_company(self.company).settle_journal_id = self.till
        self.assertFalse(self.term.with_company(other["company"]).settle_journal_id)
        with self.assertRaises(UserError):
            self.term.with_company(self.company).settle_journal_id = foreign

    def test_two_parts_that_are_due_at_once_are_settled_together(self):
        term = self.term.copy(
            {
                "line_ids": [
                    Command.clear(),
                    *(
                        Command.create({"value": "percent", "value_amount": 50.0, "nb_days": 0})
                        for _part in range(2)
                    ),
                ]
            }
        )
        move = self.sell(invoice_payment_term_id=term.id)
        self.assertEqual(self.payments(move).mapped("amount"), [1200.0])
        self.assertEqual(move.amount_residual, 0.0)
