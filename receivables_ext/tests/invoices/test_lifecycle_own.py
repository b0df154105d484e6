from odoo.exceptions import UserError
from odoo.tests import tagged

from .lifecycle_common import LifecycleCommon


@tagged("post_install", "-at_install")
class TestLifecycleOwn(LifecycleCommon):
    """Nobody writes where an invoice stands."""

    def test_no_channel_writes_the_status(self):
        boss = self.person(
            "boss", "account.group_account_manager", "receivables_ext.group_receivables_manager"
        )
        late = self.docs["LATE"]
        for vals in ({"ledger_status": "paid"}, {"open_due_date": "2099-01-01"}):
            with self.assertRaises(UserError):
                self.call(boss, "account.move", "write", late.ids, vals)
            with self.assertRaises(UserError):
                self.call(boss, "account.move", "web_save", late.ids, vals, {"id": {}})
            with self.assertRaises(UserError):
                self.call(boss, "account.move", "create", {"move_type": "out_invoice", **vals})
            name, value = next(iter(vals.items()))
            result = self.call(boss, "account.move", "load", [".id", name], [[late.id, value]])
            self.assertTrue(result["messages"])
        self.assertStatuses(self.moves, LATE="overdue")

    def test_what_is_computed_on_the_day_cannot_be_written_at_all(self):
        late = self.docs["LATE"]
        late.write({"lifecycle_status": "paid"})  # as any field that is computed and not kept
        self.env.invalidate_all()
        self.assertStatuses(self.moves, LATE="overdue")
