from odoo.tests import tagged

from .lifecycle_common import LifecycleCommon


@tagged("post_install", "-at_install")
class TestLifecycleLabel(LifecycleCommon):
    """What the badge says, in words, in both languages."""

    def label(self, name):
        return self.moves.browse(self.docs[name].id).lifecycle_label

    def test_the_days_are_said_in_words(self):
        self.assertEqual(self.label("OPEN"), "12 days left")
        self.assertEqual(self.label("TODAY"), "Due today")
        self.assertEqual(self.label("LATE"), "Overdue 3 days")
        self.assertEqual(self.label("PART"), "Partly paid, 1 day left")
        self.assertEqual(self.label("LATEPART"), "Overdue 1 day, partly paid")
        self.assertEqual(self.label("SPLIT"), "Overdue 9 days")

    def test_what_is_settled(self):
        self.assertEqual(self.label("PAID"), "Paid")
        self.assertEqual(self.label("MIXED"), "Paid")
        self.assertEqual(self.label("ZERO"), "Paid")
        self.assertEqual(self.label("MARKED"), "Paid (not recorded)")
        self.assertEqual(self.label("CREDITED"), f"Cancelled by {self.docs['C2'].name}")
        names = f"{self.docs['C3'].name}, {self.docs['C4'].name}"
        self.assertEqual(self.label("TWICE"), f"Cancelled by {names}")

    def test_a_credit_note_says_what_is_left_to_use(self):
        self.assertEqual(self.label("C5"), "To use")
        self.assertEqual(self.label("C6"), "Partly used")
        self.assertEqual(self.label("C2"), "Used")

    def test_the_badge_opens_the_credit_notes(self):
        action = self.docs["CREDITED"].action_open_credit_notes()
        self.assertEqual(action["res_id"], self.docs["C2"].id)
        action = self.docs["TWICE"].action_open_credit_notes()
        found = self.env["account.move"].search(action["domain"])
        self.assertEqual(found, self.docs["C3"] + self.docs["C4"])

    def test_in_french(self):
        self.env["res.lang"]._activate_lang("fr_FR")
        self.moves = self.moves.with_context(lang="fr_FR")
        for name, words in (
            ("OPEN", "Échéance dans 12 jours"),
            ("TODAY", "Échéance aujourd'hui"),
            ("LATE", "En retard de 3 jours"),
            ("LATEPART", "En retard de 1 jour, partiellement payée"),
            ("PART", "Partiellement payée, échéance dans 1 jour"),
            ("PAID", "Payée"),
            ("MARKED", "Marquée payée"),
            ("CREDITED", f"Annulée par {self.docs['C2'].name}"),
        ):
            self.assertEqual(self.label(name), words)
        told = self.moves.fields_get(["lifecycle_status"])["lifecycle_status"]["selection"]
        self.assertEqual(
            [words for _status, words in told],
            [
                *("Brouillon", "Enregistrée", "Partiellement payée", "En retard"),
                *("Payée", "Marquée payée", "Annulée"),
            ],
        )

    def test_who_may_read_an_invoice_reads_its_status(self):
        """A salesperson sees their own invoices only, and the number of any credit note."""
        seller = self.person("seller", "sales_team.group_sale_salesman")
        self.docs["CREDITED"].invoice_user_id = seller
        self.docs["C2"].invoice_user_id = self.env.ref("base.user_admin")
        [row] = self.call(
            seller, "account.move", "read", self.docs["CREDITED"].ids, ["lifecycle_label"]
        )
        self.assertEqual(row["lifecycle_label"], f"Cancelled by {self.docs['C2'].name}")
