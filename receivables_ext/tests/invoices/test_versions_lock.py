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

    def test_what_follows_from_the_lines_does_not_change_in_place_either(self):
        owed, income = self.receivable(self.invoice), self.invoice.invoice_line_ids.account_id
        keys = {
            *("check_move_validity", "skip_account_move_synchronization", "skip_invoice_sync"),
            *("force_delete", "dynamic_unlink", "skip_readonly_check"),
        }
        switches = {key: key != "check_move_validity" for key in keys}
        for context in ({}, switches):
            lines = self.env(user=self.clerk, context=context)["account.move.line"]
            for vals in (
                *({"balance": 1.0}, {"debit": 1.0}, {"amount_currency": 1.0}),
                *({"partner_id": self.other_customer.id}, {"display_type": "product"}),
            ):
                with self.subTest(vals, context=context):
                    self.assertRefused(
                        lambda lines=lines, vals=vals: lines.browse(owed.ids).write(vals)
                    )
            for kind in ("tax", "cogs", "epd", "rounding"):
                vals = {"move_id": self.invoice.id, "display_type": kind, "account_id": income.id}
                with self.subTest(kind, context=context):
                    self.assertRefused(lambda lines=lines, vals=vals: lines.create(vals))
        lines = self.env(user=self.clerk, context=switches)["account.move.line"]
        self.assertRefused(lambda: lines.browse(owed.ids).unlink())
        self.assertResiduals({"INVOICE": self.invoice}, INVOICE=2500.0)
        # When it is to be paid is agreed anew without a new version.
        owed.with_user(self.clerk).date_maturity = "2026-04-15"
        self.assertEqual(self.invoice.open_due_date, owed.date_maturity)

    def test_what_was_sent_stays_sent(self):
        self.invoice.is_move_sent = True
        sent = "was sent to the customer"
        for act in ("write", "web_save"):
            args = [{}] if act == "web_save" else []
            self.assertRefused(
                lambda act=act, args=args: self.call(
                    *(self.clerk, "account.move", act, self.invoice.ids),
                    *({"is_move_sent": False}, *args),
                ),
                sent,
            )
        result = self.call(
            *(self.clerk, "account.move", "load", [".id", "is_move_sent"]),
            [[str(self.invoice.id), "0"]],
        )
        self.assertIn(sent, result["messages"][0]["message"])
        self.assertRefused(lambda: self.invoice.modify("Wrong price"), sent)

    def test_no_default_of_a_context_says_what_only_versions_say(self):
        self.pay(self.invoice, 2500.0)
        event = self.env["receivables.allocation.event"].search([], limit=1)
        given = {
            "replaces_id": self.invoice.id,
            "revision_reason": "Forged",
            "released_event_ids": [Command.set(event.ids)],
            "settled_outside": True,
            "state": "posted",
        }
        context = {f"default_{name}": value for name, value in given.items()}
        env = self.env(user=self.clerk, context=context)
        made = env["account.move"].create(
            {"move_type": "out_invoice", "partner_id": self.customer.id}
        )
        self.assertEqual(made.state, "draft")
        for name in given.keys() - {"state"}:
            self.assertFalse(made.sudo()[name], name)
        self.assertFalse(self.invoice.replaced_by_ids)

    def test_what_settles_the_replacement_is_not_forgotten_by_hand(self):
        self.pay(self.invoice, 2500.0)
        draft = self.env["account.move"].browse(self.invoice.credit_and_replace("Wrong address"))
        for value in (False, [], [Command.clear()]):
            self.assertRefused(
                lambda value=value: draft.write({"released_event_ids": value}), "by hand"
            )
        draft.action_post()
        self.assertEqual(draft.lifecycle_status, "paid")
