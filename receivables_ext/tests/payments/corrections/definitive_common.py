from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import new_test_user

from ...common import ReceivablesCommon

ROLES = {
    "clerk": "receivables_ext.group_receivables_user",
    "manager": "receivables_ext.group_receivables_manager",
    "invoicing": "account.group_account_invoice",
    "accountant": "account.group_account_manager,account.group_account_user",
    "settings": "account.group_account_manager,base.group_system",
}


class DefinitiveCommon(ReceivablesCommon):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.users = {
            name: new_test_user(
                cls.env,
                f"definitive_{name}",
                groups=f"base.group_user,base.group_allow_export,{groups}",
                company_id=cls.company.id,
                company_ids=[Command.set(cls.company.ids)],
            )
            for name, groups in ROLES.items()
        }
        cls.docs = cls.book(
            """
            2026-01-01 invoice INV1 100.00 2026-01-31
            2026-01-05 payment PAY1 150.00
            """
        )
        cls.payment = cls.docs["PAY1"]
        cls.allocate()

    def snapshot(self):
        """Everything that must not move: the payment, its entry, its allocation."""
        self.env.flush_all()
        self.env.invalidate_all()
        payment = self.payment
        return (
            payment.read(["amount", "date", "partner_id", "journal_id", "state", "name"]),
            payment.move_id.line_ids.sorted("id").read(
                ["account_id", "partner_id", "balance", "amount_residual", "parent_state"]
            ),
        )

    def assertRefused(self, deed, *args):
        before = self.snapshot()
        with self.assertRaises(UserError):  # which an AccessError is, too
            deed(*args)
        self.assertEqual(self.snapshot(), before)
