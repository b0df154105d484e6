from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged

from .lifecycle_common import LifecycleCommon


@tagged("post_install", "-at_install")
class TestLifecycleHistory(LifecycleCommon):
    """What became of an invoice, from facts: nothing is written at night."""

    def setUp(self):
        super().setUp()
        self.happened()

    def happened(self):
        """What was just done was done at the frozen time: the database has a clock of its own."""
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE receivables_allocation_event SET create_date = %s WHERE create_date > %s",
            [fields.Datetime.now(), "2026-07-01"],
        )
        self.env.invalidate_all()

    def lines(self, name, user=None):
        self.env.flush_all()
        self.env.cr.precommit.run()  # as a commit would: core tracks the state then
        self.env.invalidate_all()
        found = self.call(
            user or self.env.user, "account.move", "get_lifecycle_history", self.docs[name].ids
        )
        return [f"{line['when']} | {line['label']} | {line['cause']}" for line in reversed(found)]

    def test_a_life_from_registration_to_payment(self):
        with freeze_time("2026-05-01 10:00:00"):
            self.docs |= self.book("2026-05-01 invoice LIFE 100.00 2026-05-20=40,2026-06-20=60")
        life = self.docs["LIFE"]
        with freeze_time("2026-05-10 10:00:00"):
            self.docs |= self.book("2026-05-10 payment M1 30.00")
            self.service.apply([self.row(life, self.docs["M1"], 30.0)])
            self.happened()
        with freeze_time("2026-06-01 10:00:00"):
            self.docs |= self.book("2026-06-01 payment M2 100.00")
            self.service.apply(
                self.service.propose((self.receivable(life) + self.receivable(self.docs["M2"])).ids)
            )
            self.happened()
        self.assertEqual(
            self.lines("LIFE"),
            [
                "05/01/2026 | Registered | Version 1.0 was registered",
                f"05/10/2026 | Partly paid | Payment {self.docs['M1'].name}, $\xa030.00",
                "05/21/2026 | Overdue | The due date has passed",
                f"06/01/2026 | Partly paid | Payment {self.docs['M2'].name}, $\xa010.00",
                f"06/01/2026 | Paid | Payment {self.docs['M2'].name}, $\xa060.00",
            ],
        )

    def test_the_last_line_is_the_status_of_the_document(self):
        for name in ("OPEN", "LATE", "PART", "LATEPART", "SPLIT", "PAID", "MIXED", "CREDITED"):
            last = self.lines(name)[-1]
            status = dict(self.moves._fields["lifecycle_status"]._description_selection(self.env))
            self.assertIn(f"| {status[self.docs[name].lifecycle_status]} |", last, name)
        self.assertIn("Marked as paid: Paid at the counter", self.lines("MARKED")[-1])

    def test_a_new_version_and_a_removed_allocation(self):
        open_one = self.docs["OPEN"]
        open_one.modify("Wrong price")
        open_one.invoice_line_ids.price_unit = 80.0
        open_one.action_post()
        self.docs |= self.book("2026-06-10 payment M3 80.00")
        self.service.apply([self.row(open_one, self.docs["M3"], 80.0)])
        partial = self.receivable(open_one).matched_credit_ids
        partial.with_context(receivables_removal_reason="Not theirs").unlink()
        self.happened()
        said = self.lines("OPEN")
        self.assertIn("Version 1.1 was registered: Wrong price", "\n".join(said))
        self.assertTrue(said[-1].endswith("no longer settle it: Not theirs"), said)
        self.assertIn("| Registered |", said[-1])

    def test_what_is_done_at_once_is_told_in_its_order(self):
        with freeze_time("2026-05-01 10:00:00"):
            self.docs |= self.book("2026-05-01 invoice ONCE 100.00 2026-06-20=100")
            once = self.docs["ONCE"]
            self.docs |= self.book("2026-05-01 payment M4 100.00")
            self.service.apply([self.row(once, self.docs["M4"], 100.0)])
        # A payment bears the moment at which all of it began, before the registration.
        with freeze_time("2026-05-01 09:59:58"):
            self.happened()
        said = [line.split(" | ")[1] for line in self.lines("ONCE")]
        self.assertEqual(said, ["Registered", "Paid"])

    def test_who_does_not_read_the_invoice_does_not_read_its_history(self):
        seller = self.person("seller", "sales_team.group_sale_salesman")
        self.docs["LATE"].invoice_user_id = self.env.ref("base.user_admin")
        with self.assertRaises(AccessError):
            self.lines("LATE", seller)
        self.docs["LATE"].invoice_user_id = seller
        self.assertTrue(self.lines("LATE", seller))
        # An entry that is no document of a customer has none.
        payment = self.docs["P1"].move_id
        self.assertEqual(payment.get_lifecycle_history(), [])

    def test_the_history_is_not_for_the_customer(self):
        customer = self.person("customer", "base.group_portal")
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": customer.partner_id.id,
                "invoice_date": "2026-06-01",
                "invoice_line_ids": [Command.create({"name": "Pen", "price_unit": 10.0})],
            }
        )
        invoice.action_post()
        self.docs |= {"THEIRS": invoice}
        self.assertTrue(
            self.call(customer, "account.move", "read", invoice.ids, ["lifecycle_label"])
        )
        with self.assertRaises(AccessError):
            self.lines("THEIRS", customer)

    def test_a_due_date_that_moves_moves_in_the_history(self):
        open_one = self.docs["OPEN"]
        self.receivable(open_one).date_maturity = "2026-06-02"
        with freeze_time("2026-06-30 10:00:00"):
            self.env.invalidate_all()
            self.assertEqual(open_one.lifecycle_status, "overdue")
            self.assertIn("| Overdue |", self.lines("OPEN")[-1])
