from odoo.exceptions import UserError
from odoo.tests import tagged

from .receipt_common import ReceiptCommon


@tagged("post_install", "-at_install")
class TestReceiptNumbers(ReceiptCommon):
    """The prefixes of the numbers are a setting."""

    def test_a_prefix_is_chosen_in_the_settings(self):
        settings = self.env["res.config.settings"].create({})
        self.assertTrue(settings.receipted_prefix)
        settings.receipted_prefix = "ACQ-%(year)s-"
        settings.set_values()
        sequence = self.env.ref("receivables_ext.sequence_receipt_receipted")
        self.assertRegex(sequence.next_by_id(), r"^ACQ-\d{4}-\d{5}$")

    def test_a_prefix_that_makes_no_number_is_refused_at_once(self):
        settings = self.env["res.config.settings"].create({"balance_prefix": "BD-%(wrong)s"})
        with self.assertRaises(UserError):
            settings.set_values()
