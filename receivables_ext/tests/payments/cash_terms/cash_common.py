from odoo import fields
from odoo.fields import Command

from ...common import ReceivablesCommon


class CashCommon(ReceivablesCommon):
    """A company with one till, and invoices with a cash term."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.term = cls.env.ref("receivables_ext.payment_term_cash")
        cls.term_discount = cls.env.ref("receivables_ext.payment_term_cash_discount")
        cls.till = cls.company_data["default_journal_cash"]
        cls.till.inbound_payment_method_line_ids.means_id = cls.env.ref(
            "receivables_ext.means_cash"
        )
        cls.company.cash_terms_policy = "settle"
        cls.today = fields.Date.context_today(cls.company)

    @classmethod
    def invoice(cls, amount=1200.0, **values):
        """A draft of an invoice with the term Cash."""
        return cls.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": cls.customer.id,
                "invoice_date": "2026-03-02",
                "date": "2026-03-02",
                "invoice_payment_term_id": cls.term.id,
                "invoice_line_ids": [
                    Command.create(
                        {"name": "Goods", "price_unit": amount, "tax_ids": [Command.clear()]}
                    )
                ],
                **values,
            }
        )

    @classmethod
    def sell(cls, amount=1200.0, **values):
        """A validated invoice with the term Cash."""
        move = cls.invoice(amount, **values)
        move.action_post()
        return move

    @classmethod
    def payments(cls, moves):
        """The payments that settle ``moves``, in the order in which they were made."""
        return moves.reconciled_payment_ids.sorted("id")

    def validate_on_form(self, move, user=None):
        """What the button of the form returns."""
        return (
            move.with_user(user or self.env.user)
            .with_context(receivables_on_form=True)
            .action_post()
        )

    def assertNotSettled(self, move, why, left=None):
        """``move`` is validated, to pay, and says why."""
        left = move.amount_total if left is None else left
        self.assertRecordValues(move, [{"state": "posted", "amount_residual": left}])
        activity_type = self.env.ref("receivables_ext.mail_activity_cash_term")
        task = move.activity_ids.filtered(lambda task: task.activity_type_id == activity_type)
        self.assertRegex(task.note, why)
        self.assertRegex("\n".join(move.message_ids.mapped("body")), why)
