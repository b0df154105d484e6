from freezegun import freeze_time

from odoo.tests import new_test_user

from ..common import ReceivablesCommon


@freeze_time("2026-06-15")
class InstallmentActsCommon(ReceivablesCommon):
    """Installments of documents by name, on 15 June 2026, and those who work with them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Installment = cls.env["receivables.installment"]

    @classmethod
    def installments(cls, *documents):
        """The installments of ``documents``, in the order of their due dates."""
        cls.env.flush_all()
        cls.env.invalidate_all()
        moves = cls.env["account.move"].union(*documents)
        return cls.Installment.search([("move_id", "in", moves.ids)])

    @classmethod
    def new_user(cls, login, groups, **values):
        return new_test_user(
            cls.env,
            login,
            groups=groups,
            company_id=cls.company.id,
            company_ids=[(6, 0, cls.company.ids)],
            **values,
        )

    @classmethod
    def clerk(cls):
        return cls.new_user("clerk", "receivables_ext.group_receivables_user")

    @classmethod
    def salesperson(cls):
        return cls.new_user("salesperson", "sales_team.group_sale_salesman")

    @classmethod
    def auditor(cls):
        return cls.new_user("auditor", "base.group_user,account.group_account_readonly")

    def dialog(self, action, user=None):
        """The record of the dialog that ``action`` opens."""
        env = self.env(user=user) if user else self.env
        return env[action["res_model"]].browse(action["res_id"])
