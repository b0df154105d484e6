from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged

from .version_common import VersionCommon


@tagged("post_install", "-at_install")
@freeze_time("2026-03-10 12:00:00")
class TestVersionsLock(VersionCommon):
    """What a registered document says does not change in place, paid or not, by any channel."""

    def acts(self, invoice, context):
        """Changes in place, as a remote client would ask for them."""
        line = invoice.invoice_line_ids[:1]
        move, item = "account.move", "account.move.line"

        def write(model, ids, vals):
            env = self.env(user=self.clerk, context={**context})
            return env[model].browse(ids).write(vals)

        def create():
            env = self.env(user=self.clerk, context={**context})
            return env[item].create({"move_id": invoice.id, "name": "More", "price_unit": 1.0})

        def unlink():
            return self.env(user=self.clerk, context={**context})[item].browse(line.ids).unlink()

        return {
            "customer": lambda: write(move, invoice.ids, {"partner_id": self.other_customer.id}),
            "date": lambda: write(move, invoice.ids, {"invoice_date": "2026-02-01"}),
            "kind": lambda: write(move, invoice.ids, {"move_type": "out_refund"}),
            "lines": lambda: write(
                move,
                invoice.ids,
                {"invoice_line_ids": [Command.update(line.id, {"price_unit": 1.0})]},
            ),
            "line": lambda: write(item, line.ids, {"price_unit": 1.0}),
            "quantity": lambda: write(item, line.ids, {"quantity": 7}),
            "words": lambda: write(item, line.ids, {"name": "Other"}),
            "new line": create,
            "line deleted": unlink,
            "import": lambda: self.env(user=self.clerk, context=context)[move].load(
                [".id", "partner_id/.id"], [[str(invoice.id), str(self.other_customer.id)]]
            ),
        }

    def test_what_is_registered_does_not_change_in_place(self):
        contexts = ({}, {"skip_readonly_check": True, "force_delete": True, "bypass_lock_check": 1})
        paid = self.invoice_of(80.0)
        paid.action_post()
        self.pay(paid, 80.0)
        self.env.flush_all()
        for invoice in (self.invoice, paid):
            before = (invoice.partner_id, invoice.amount_total, len(invoice.invoice_line_ids))
            for context in contexts:
                for name, act in self.acts(invoice, context).items():
                    with self.subTest(name, context=context):
                        if name == "import":
                            self.assertTrue(act()["messages"])
                        else:
                            self.assertRefused(act)
            self.env.invalidate_all()
            after = (invoice.partner_id, invoice.amount_total, len(invoice.invoice_line_ids))
            self.assertEqual(after, before)

    def test_what_changes_nothing_is_no_change(self):
        self.invoice.invoice_line_ids.write({"price_unit": 2500.0})
        self.invoice.write({"ref": "Their order 7", "narration": "Thank you"})
        self.assertEqual(self.invoice.ref, "Their order 7")

    def test_drafts_and_bills_are_free(self):
        bill = self.invoice_of(10.0, move_type="in_invoice")
        bill.action_post()
        bill.invoice_line_ids.name = "Other words"
        draft = self.invoice_of(10.0)
        draft.write({"partner_id": self.other_customer.id})
        draft.invoice_line_ids.price_unit = 12.0
        self.assertEqual(draft.amount_total, 12.0)
