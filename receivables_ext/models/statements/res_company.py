from odoo import models

from ..issuing.qr_code import qr_drawing


class ResCompany(models.Model):
    """Where customers pay what a statement of account says that they owe."""

    _inherit = "res.company"

    def _get_statement_accounts(self):
        """Bank accounts that are printed on a statement on which something is due.

        For a module to choose other accounts, it must override this method and return dicts of
        ``bank``, ``number`` and ``bic``.
        """
        accounts = self._statement_bank_accounts()
        return [
            {
                "bank": account.bank_id.name or "",
                "number": account.acc_number,
                "bic": account.bank_bic or "",
            }
            for account in accounts[:3]
        ]

    def _statement_bank_accounts(self):
        self.ensure_one()
        # The accounts of the company are on every invoice.
        accounts = self.partner_id.bank_ids.filtered("active")
        return accounts.filtered(lambda account: account.company_id in (self, self.browse()))

    def _get_statement_qr_code(self, customer, amount, currency):
        """The code that the bank of ``customer`` scans to pay ``amount``.

        Worded by core's modules of codes (EPC for transfers in euros), where one of them can.

        :return: the address of a picture, empty where there is no code
        """
        for account in self._statement_bank_accounts()[:3]:
            reference = customer.ref or customer.name
            values = account._build_qr_code_vals(amount, reference, "", currency, customer)
            code = values and account._get_qr_code_generation_params(**values)
            if code and code["barcode_type"] == "QR":
                return qr_drawing(code["value"])
        return ""
