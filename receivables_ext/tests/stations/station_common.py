from odoo.fields import Command
from odoo.service.model import call_kw
from odoo.tests import new_test_user

from ..common import ReceivablesCommon


class StationCommon(ReceivablesCommon):
    """Two shops, who works in each of them, and what they enter."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cash = cls.company_data["default_journal_cash"]
        cls.clerk = cls._user("clerk", "account.group_account_invoice")
        cls.manager = cls._user("manager", "receivables_ext.group_receivables_manager")
        cls.auditor = cls._user("auditor", "account.group_account_readonly")
        cls.lyon, cls.paris = cls.env["receivables.station"].create(
            [
                {
                    "code": "LYON",
                    "name": "Shop of Lyon",
                    "company_id": cls.company.id,
                    "user_ids": [Command.set((cls.clerk + cls.manager + cls.auditor).ids)],
                },
                {"code": "PARIS", "name": "Shop of Paris", "company_id": cls.company.id},
            ]
        )
        cls.there = cls._user("there", "account.group_account_invoice")
        cls.paris.user_ids = cls.there

    @classmethod
    def _user(cls, login, group):
        return new_test_user(
            cls.env,
            login,
            groups=f"base.group_user,{group}",
            company_id=cls.company.id,
            company_ids=[Command.set(cls.company.ids)],
        )

    def call(self, user, model, method, *args, **kwargs):
        """Call as the remote procedure does."""
        env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
        return call_kw(env[model], method, list(args), kwargs)

    def enter(self, user, amount=100.0, **values):
        """A draft payment of ``user``."""
        return (
            self.env["account.payment"]
            .with_user(user)
            .create(
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": self.customer.id,
                    "amount": amount,
                    "journal_id": self.journal.id,
                    **values,
                }
            )
        )

    def invoice(self, user, **values):
        """A validated invoice of ``user``."""
        move = (
            self.env["account.move"]
            .with_user(user)
            .create(
                {
                    "move_type": "out_invoice",
                    "partner_id": self.customer.id,
                    "invoice_date": "2026-01-01",
                    "invoice_line_ids": [
                        Command.create(
                            {"name": "Work", "price_unit": 100.0, "tax_ids": [Command.clear()]}
                        )
                    ],
                    **values,
                }
            )
        )
        move.action_post()
        return move
