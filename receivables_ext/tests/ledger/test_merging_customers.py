from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import Form, tagged
from odoo.tools import SQL

from ..common import ReceivablesCommon

# Unique indexes of more than a pair of ids, with a partner, that core's merge updates as if there
# were none. Those that stand here are handled: say how.
HANDLED = set()
UNIQUE_INDEXES = SQL(
    """SELECT tab.relname AS table, att.attname AS column, idx.relname AS index
         FROM pg_index unik
         JOIN pg_class tab ON tab.oid = unik.indrelid
         JOIN pg_class idx ON idx.oid = unik.indexrelid
         JOIN pg_attribute att ON att.attrelid = tab.oid AND att.attnum = ANY(unik.indkey)
         JOIN pg_constraint ref ON ref.conrelid = tab.oid AND ref.contype = 'f'
              AND ref.confrelid = 'res_partner'::regclass AND ref.conkey[1] = att.attnum
        WHERE unik.indisunique
          AND (SELECT COUNT(*) FROM pg_attribute other
                WHERE other.attrelid = tab.oid AND other.attnum > 0
                  AND NOT other.attisdropped) > 2"""
)


@tagged("post_install", "-at_install")
class TestMergingCustomers(ReceivablesCommon):
    """Core merges customers by SQL: nothing crashes, nothing is lost (A-28)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.wizard = cls.env["base.partner.merge.automatic.wizard"].create({})

    def merge(self, source, target):
        self.wizard._merge((source + target).ids, target, extra_checks=False)
        self.env.invalidate_all()

    def figures(self, partners):
        partners.invalidate_recordset()
        names = ("amount_received", "amount_pending", "amount_to_use")
        return [sum(partners.mapped(name)) for name in names]

    def test_no_unique_index_stands_in_the_way(self):
        """Core looks for constraints only: a unique index of ours would fail raw."""
        rows = self.env.execute_query_dict(UNIQUE_INDEXES)
        found = {
            row["index"]
            for row in rows
            if not self.wizard._has_check_or_unique_constraint(row["table"], row["column"])
        }
        self.assertEqual(found, HANDLED)

    def test_everything_that_names_a_customer_moves(self):
        docs = self.book(
            """
            2026-01-01 invoice     INV1 100.00 2026-01-31
            2026-01-05 payment     PAY1  30.00
            2026-01-06 credit_note CN1   10.00
            """
        )
        docs |= self.book(
            "2026-01-01 invoice INV2 50.00 2026-01-31\n2026-01-05 draft PAY2 50.00",
            customer=self.other_customer,
        )
        self.allocate()
        docs["PAY2"].payer_id = self.customer
        docs["PAY2"].action_propose_allocation()
        both = self.customer + self.other_customer
        before = self.figures(both)
        self.merge(self.customer, self.other_customer)
        self.assertEqual(self.figures(self.other_customer), before)
        self.assertEqual(docs["PAY2"].payer_id, self.other_customer)
        docs["PAY2"].action_post()
        self.assertResiduals(docs, INV1=60.0, INV2=0.0, PAY2=0.0)
        events = self.env["receivables.allocation.event"].search(
            [("debit_move_id", "in", (docs["INV1"] + docs["INV2"]).ids)]
        )
        self.assertEqual(events.partner_id, self.other_customer)

    def test_a_walk_in_customer_is_not_merged_into_an_account(self):
        self.customer.is_walk_in = True
        with self.assertRaises(UserError):
            self.merge(self.customer, self.other_customer)


@tagged("post_install", "-at_install")
class TestAnotherAccount(ReceivablesCommon):
    """A customer who is moved to another receivable account still owes on the one before."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.docs = cls.book("2026-01-01 invoice INV1 100.00 2026-01-31")
        cls.before = cls.customer.property_account_receivable_id
        cls.after = cls.before.copy({"code": "411900"})
        cls.customer.property_account_receivable_id = cls.after
        cls.docs |= cls.book("2026-02-01 invoice INV2 50.00 2026-02-28")

    def test_a_payment_settles_documents_of_both_accounts(self):
        payment = self.payment_form(amount=180.0, journal_id=self.journal).save()
        planned = payment.allocation_line_ids.mapped(lambda line: (line.move_id, line.amount))
        self.assertEqual(planned, [(self.docs["INV1"], 100.0), (self.docs["INV2"], 50.0)])
        payment.action_post()
        self.docs["PAY1"] = payment
        self.assertResiduals(self.docs, INV1=0.0, INV2=0.0, PAY1=30.0)
        left = self.receivable(payment).filtered("amount_residual")
        self.assertEqual(left.account_id, self.after, "what is left is where the customer is now")
        figures = ("amount_received", "amount_pending", "amount_to_use")
        self.assertEqual([self.customer[name] for name in figures], [180.0, 0.0, 30.0])

    def test_the_payment_is_undone_whole(self):
        payment = self.payment_form(amount=150.0, journal_id=self.journal).save()
        payment.action_post()
        action = payment.action_correct()
        form = Form(self.env[action["res_model"]].with_context(**action["context"]))
        form.reason = "Wrong amount"
        form.save().action_correct()
        self.assertResiduals(self.docs, INV1=100.0, INV2=50.0)
        self.assertEqual(self.customer.amount_to_use, 0.0)

    def test_a_credit_of_the_other_account_says_how(self):
        self.docs |= self.book("2026-02-05 payment PAY1 100.00")
        with self.assertRaises(UserError) as caught:
            self.service.apply([self.row(self.docs["INV1"], self.docs["PAY1"], 100.0)])
        self.assertIn("Transfer one of them", str(caught.exception))

    def test_a_third_account_is_not_forgotten(self):
        draft = self.book("2026-03-01 draft PAY1 100.00")["PAY1"]
        line = self.receivable(self.docs["INV1"])
        draft.allocation_line_ids = [
            Command.clear(),
            Command.create({"line_id": line.id, "amount": 100.0}),
        ]
        draft.action_post()
        self.assertEqual(self.receivable(draft).account_id, self.before)
        self.assertResiduals(self.docs, INV1=0.0)
