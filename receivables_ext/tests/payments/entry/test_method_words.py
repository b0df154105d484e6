from odoo.tests import tagged

from .... import hooks
from ...common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestMethodWords(ReceivablesCommon):
    """Core keeps names of methods in one language; readers get them in theirs."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("fr_FR")
        cls.env["ir.module.module"].search(
            [("name", "in", ("account", "receivables_ext"))]
        )._update_translations(["fr_FR"])
        hooks.say_core_words(cls.env)
        cls.method = cls.journal.inbound_payment_method_line_ids[0]

    def shown(self, record, lang, name="display_name", **context):
        return record.with_context(lang=lang, **context)[name]

    def test_a_method_of_core_is_named_in_the_language_of_the_reader(self):
        self.assertEqual(self.method.name, "Manual Payment")
        alone = {"hide_payment_journal_id": True}
        self.assertEqual(self.shown(self.method, "fr_FR", **alone), "Saisie manuelle")
        self.assertEqual(self.shown(self.method, "en_US", **alone), "Manual Payment")
        self.assertEqual(
            self.shown(self.method, "fr_FR"),
            f"Saisie manuelle ({self.shown(self.journal, 'fr_FR', 'name')})",
        )
        found = self.method.with_context(lang="fr_FR").name_search(
            "saisie", [("journal_id", "=", self.journal.id)]
        )
        self.assertIn(self.method.id, [each[0] for each in found])
        excluded = self.method.search([("display_name", "not ilike", "Manual")])
        self.assertNotIn(self.method, excluded)

    def test_a_name_that_somebody_chose_stays(self):
        self.method.name = "Cheques of the shop"
        alone = {"hide_payment_journal_id": True}
        self.assertEqual(self.shown(self.method, "fr_FR", **alone), "Cheques of the shop")

    def test_a_payment_shows_its_means_or_else_its_method(self):
        payment = self.book("2026-03-01 payment PAY 100")["PAY"]
        self.assertEqual(self.shown(payment, "fr_FR", "method_shown"), "Saisie manuelle")
        self.method.means_id = self.env.ref("receivables_ext.means_cheque")
        draft = self.book("2026-03-02 draft PAY 100")["PAY"]
        self.assertEqual(self.shown(draft, "fr_FR", "method_shown"), "Chèque")
        self.assertEqual(self.shown(draft, "en_US", "method_shown"), "Cheque")

    def test_core_gets_its_words_back(self):
        menu = self.env.ref("account.menu_action_account_payments_receivable")
        self.assertEqual(self.shown(menu, "fr_FR", "name"), "Paiements reçus")
        hooks._restore_core_words(self.env)
        self.assertEqual(self.shown(menu, "fr_FR", "name"), "Paiements")
        method = self.method.payment_method_id
        self.assertEqual(self.shown(method, "fr_FR", "name"), "Paiement manuel")
