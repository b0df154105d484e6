from freezegun import freeze_time

from odoo.tests import tagged

from ...models.schedule.agreements.agreement.standing import BROKEN
from .agreement_common import AgreementCommon

THREE = "2026-06-10 400\n2026-07-10 400\n2026-08-10 400"


@tagged("post_install", "-at_install")
class TestAgreementBroken(AgreementCommon):
    """The person in charge has one task for each part that breaks an agreement."""

    def test_a_broken_agreement_is_told_once(self):
        invoice = self.book("2026-04-01 invoice INV1 1200 2026-05-01")["INV1"]
        agreement = self.agree(invoice, parts=THREE)
        for day, tasks in (("2026-06-17", 0), ("2026-06-18", 1), ("2026-06-19", 1)):
            with freeze_time(day):
                self.run_cron()
                self.assertEqual(len(self.tasks(agreement)), tasks, day)
        self.assertIn("400.00 is missing of the part of 06/10/2026", self.tasks(agreement).note)
        with freeze_time("2026-06-20"):
            self.tasks(agreement).action_done()
            self.run_cron()
            self.assertFalse(self.tasks(agreement), "done is done")
            self.settle_by_core(invoice, self.book("2026-06-20 payment P 400")["P"])
        with freeze_time("2026-07-18"):
            self.run_cron()
            self.assertEqual(len(self.tasks(agreement)), 1, "another part")
            self.settle_by_core(invoice, self.book("2026-07-18 payment P2 800")["P2"])
            self.run_cron()
            self.assertFalse(self.tasks(agreement), "mended")

    def run_cron(self):
        self.env.flush_all()
        self.env.invalidate_all()
        with self.enter_registry_test_mode():
            self.env.ref("receivables_ext.ir_cron_broken_agreements").method_direct_trigger()
        self.env.invalidate_all()

    def tasks(self, agreement):
        return agreement.activity_ids.filtered(
            lambda task: task.activity_type_id == self.env.ref(BROKEN)
        )
