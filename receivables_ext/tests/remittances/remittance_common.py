from odoo.fields import Command

from ..common import ReceivablesCommon


class RemittanceCommon(ReceivablesCommon):
    """A clerk with cheques in the safe, and a bank that credits them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk = cls.person("remits", "receivables_ext.group_receivables_user")
        cls.cheque = cls.env.ref("receivables_ext.means_cheque")
        cls.method = cls.offer("cheque", cls.journal)
        cls.waiting = cls.env["account.account"].create(
            {
                "name": "Cheques to collect",
                "code": "511299",
                "account_type": "asset_current",
                "reconcile": True,
            }
        )
        cls.cheque.waiting_account_id = cls.waiting

    @classmethod
    def offer(cls, code, journal):
        """The means of this code in ``journal``."""
        return cls.env["account.payment.method.line"].create(
            {
                "name": code.capitalize(),
                "journal_id": journal.id,
                "payment_method_id": cls.env.ref("account.account_payment_method_manual_in").id,
                "means_id": cls.env.ref(f"receivables_ext.means_{code}").id,
            }
        )

    @classmethod
    def receive(cls, *amounts, customer=None, **values):
        """Registered payments of these amounts, by cheque."""
        payments = cls.env["account.payment"].create(
            [
                {
                    "payment_type": "inbound",
                    "partner_type": "customer",
                    "partner_id": (customer or cls.customer).id,
                    "journal_id": cls.journal.id,
                    "payment_method_line_id": cls.method.id,
                    "amount": amount,
                    "date": "2026-03-01",
                    "instrument_number": f"CHQ{number}",
                    "instrument_bank": "BNP",
                    **values,
                }
                for number, amount in enumerate(amounts, 1)
            ]
        )
        payments.action_post()
        return payments

    @classmethod
    def slip(cls, payments, remit=True, **values):
        """The slip of ``payments``, remitted on 2 March."""
        action = payments.action_take_to_bank()
        slip = cls.env["receivables.remittance"].browse(action["res_id"])
        slip.write({"date": "2026-03-02", **values})
        if remit:
            slip.action_remit()
        return slip

    @classmethod
    def credit(cls, amount, date="2026-03-05", journal=None):
        """A line of the bank's statement."""
        return cls.env["account.bank.statement.line"].create(
            {
                "journal_id": (journal or cls.journal).id,
                "date": date,
                "amount": amount,
                "payment_ref": "REMISE CHEQUES",
            }
        )

    def in_safe(self, user=None):
        Payment = self.env["account.payment"].with_user(user or self.env.user)
        return Payment.search([("in_safe", "=", True), ("company_id", "=", self.company.id)])

    def give_back(self, payment):
        """The bank returns ``payment``."""
        dialog = self.env["receivables.return.payment"].create(
            {
                "payment_id": payment.id,
                "date": "2026-03-06",
                "reason_id": self.env.ref("receivables_ext.return_reason_am04").id,
            }
        )
        dialog.action_return()

    def count_cash(self, slip, **numbers):
        """Write the number of notes and coins: ``count_cash(slip, _50=2)``."""
        by_value = {float(name[1:]): number for name, number in numbers.items()}
        slip.cash_ids = [
            Command.update(row.id, {"number": by_value[row.value]})
            for row in slip.cash_ids
            if row.value in by_value
        ]
