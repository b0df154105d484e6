from odoo import models

from ....models.payments.cash_terms.ceiling import check_cash
from ....models.payments.cash_terms.till import find_tills, is_cash


class AccountPaymentRegister(models.TransientModel):
    """Invoices with a cash term are paid in its till, by its means; the law bounds the cash."""

    _inherit = "account.payment.register"

    def _compute_journal_id(self):
        """Propose the till of the term where core would take any journal."""
        unset = self.filtered(lambda wizard: not wizard.journal_id)
        result = super()._compute_journal_id()
        for wizard in unset:
            till = wizard._find_till()
            if till and till.journal in wizard.available_journal_ids._origin:
                wizard.journal_id = till.journal
        return result

    def _compute_payment_method_line_id(self):
        """Propose the means of the term, once, in its own till."""
        unset = self.filtered(lambda wizard: not wizard.payment_method_line_id)
        result = super()._compute_payment_method_line_id()
        for wizard in unset:
            till = wizard._find_till()
            if till and till.journal == wizard.journal_id:
                wizard.payment_method_line_id = till.method
        return result

    def _find_till(self):
        """The till of these documents, ``None`` unless all of them have the same cash term."""
        moves = self.line_ids.move_id
        terms = moves.invoice_payment_term_id
        if len(terms) != 1 or not terms._is_cash() or not self._is_from_customer():
            return None
        tills = {*find_tills(moves).values()}
        return tills.pop() if len(tills) == 1 else None

    def _init_payments(self, to_process, edit_mode=False):
        """Refuse cash above the ceiling of the company.

        :raises UserError: too much of a document would be paid in cash
        """
        for process in to_process:
            method_id = process["create_vals"]["payment_method_line_id"]
            method = self.env["account.payment.method.line"].browse(method_id)
            if self._is_from_customer() and is_cash(method):
                self._check_cash(process)
        return super()._init_payments(to_process, edit_mode=edit_mode)

    def _check_cash(self, process):
        """Of several documents that one payment settles, each is a debt of its own."""
        vals = process["create_vals"]
        currency = self.env["res.currency"].browse(vals["currency_id"])
        by_move = process["to_reconcile"].grouped("move_id")
        for move, lines in by_move.items():
            amount = vals["amount"]
            if len(by_move) > 1:
                residual = sum(lines.mapped("amount_residual"))
                own = move.company_id.currency_id
                amount = min(
                    amount, own._convert(residual, currency, move.company_id, vals["date"])
                )
            check_cash(move, amount, currency, vals["date"])
