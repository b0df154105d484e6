import csv
import io
from base64 import b64decode

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from ..discount.discount_common import DiscountCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-05")
class TestDeductionExport(DiscountCommon):
    """The accountant reads beside the money what its payer kept."""

    def test_the_export_says_what_the_payer_kept(self):
        kind = self.env["receivables.deduction.kind"].create(
            {"name": "Bank fee", "account_id": self.loss.id}
        )
        payment = self.draft(970.0, self.invoice)
        payment.deduction_ids = [
            Command.create({"kind_id": kind.id, "amount": amount}) for amount in (10.25, 19.75)
        ]
        payment.action_propose_allocation()
        payment.action_post()
        export = self.env["receivables.payment.export"].create(
            {"date_from": "2026-03-01", "date_to": "2026-03-31", "format": "csv"}
        )
        text = b64decode(export.file).decode("utf-8-sig")
        [row] = csv.DictReader(io.StringIO(text), delimiter=";")
        self.assertEqual((row["Deductions"], row["Amount"]), ("30.00", "970.00"))
        self.assertEqual(export.amount_total, 970.0)
