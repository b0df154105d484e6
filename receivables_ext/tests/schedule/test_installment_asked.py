from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .installment_common import InstallmentCommon


@tagged("post_install", "-at_install")
class TestInstallmentAsked(InstallmentCommon):
    """What a remote call asks of the schedule, and nobody understands."""

    def test_a_domain_that_nobody_understands(self):
        for domain in (
            [("date_due", "=", "some day")],
            [("date_due", ">", 5)],
            [("nothing", "=", 1)],
            [("amount", "=", {})],
            "nonsense",
            5,
            [1],
        ):
            with (
                self.subTest(domain),
                self.assertRaisesRegex(UserError, "cannot be understood"),
                mute_logger("odoo.sql_db"),
            ):
                self.Installment.get_totals(domain)

    def test_a_note_is_a_text(self):
        self.book("2026-05-01 invoice INV1 10")
        installment = self.installments()
        for note in (True, 5, ["x"], {"a": 1}, "\0"):
            with self.subTest(note), self.assertRaises(UserError):
                installment.write({"note": note})
        installment.note = "Calls back"
        installment.note = False
        self.assertFalse(installment.note)
