"""VAT on collection (*TVA sur encaissements*) follows the amounts chosen, as in core."""

from odoo.fields import Command
from odoo.tests import tagged

from ..common import ReceivablesCommon


@tagged("post_install", "-at_install")
class TestCashBasis(ReceivablesCommon):
    def _cash_basis_invoice(self, customer):
        invoice = self.env["account.move"].create(
            {
                "move_type": "out_invoice",
                "partner_id": customer.id,
                "invoice_date": "2026-01-10",
                "invoice_line_ids": [
                    Command.create(
                        {
                            "name": "Service",
                            "price_unit": 1000.0,
                            "tax_ids": [Command.set(self.cash_basis_tax.ids)],
                        }
                    )
                ],
            }
        )
        invoice.action_post()
        return invoice

    def _setup_cash_basis(self):
        self.company.tax_exigibility = True
        transition = self.company_data["default_account_tax_sale"].copy()
        transition.reconcile = True
        self.cash_basis_tax = self.env["account.tax"].create(
            {
                "name": "VAT on collection",
                "amount": 20.0,
                "tax_exigibility": "on_payment",
                "cash_basis_transition_account_id": transition.id,
            }
        )

    def _cash_basis_lines(self, invoice):
        moves = self.env["account.move"].search(
            [("tax_cash_basis_origin_move_id", "=", invoice.id)]
        )
        return sorted((line.account_id.code, line.balance, line.date) for line in moves.line_ids)

    def test_cash_basis_tax_follows_the_amount_chosen(self):
        self._setup_cash_basis()
        core = {"INV": self._cash_basis_invoice(self.customer)}
        core |= self.book("2026-02-10 payment P1 500.00\n2026-03-10 payment P2 123.45")
        for name in ("P1", "P2"):
            self.settle_by_core(core["INV"], core[name])
        other = self.other_customer
        ours = {"INV": self._cash_basis_invoice(other)}
        ours |= self.book("2026-02-10 payment P1 600.00\n2026-03-10 payment P2 600.00", other)
        for name, amount in (("P1", 500.0), ("P2", 123.45)):
            self.service.apply([self.row(ours["INV"], ours[name], amount)])
        self.assertTrue(self._cash_basis_lines(core["INV"]))
        self.assertEqual(self._cash_basis_lines(ours["INV"]), self._cash_basis_lines(core["INV"]))

    def test_cash_basis_tax_of_many_allocations_in_one_proposal(self):
        self._setup_cash_basis()
        invoices = [self._cash_basis_invoice(self.other_customer) for _rank in range(3)]
        docs = self.book("2026-02-10 payment P1 3000.00", self.other_customer)
        self.service.apply([self.row(invoice, docs["P1"], 500.0) for invoice in invoices])
        core = {"INV": self._cash_basis_invoice(self.customer)}
        core |= self.book("2026-02-10 payment P1 500.00")
        self.settle_by_core(core["INV"], core["P1"])
        for invoice in invoices:
            self.assertEqual(self._cash_basis_lines(invoice), self._cash_basis_lines(core["INV"]))

    def test_removing_an_allocation_reverses_its_cash_basis_tax(self):
        self._setup_cash_basis()
        docs = {"INV": self._cash_basis_invoice(self.customer)}
        docs |= self.book("2026-02-10 payment P1 600.00")
        partials = self.service.apply([self.row(docs["INV"], docs["P1"], 500.0)])
        removal = self.env["receivables.allocation.removal"].create(
            {"partial_ids": partials, "reason": "Wrong invoice"}
        )
        removal.action_remove()
        totals = {}
        for code, balance, _date in self._cash_basis_lines(docs["INV"]):
            totals[code] = round(totals.get(code, 0.0) + balance, 2)
        reversal = self.env["account.move"].search(
            [("reversed_entry_id.tax_cash_basis_origin_move_id", "=", docs["INV"].id)]
        )
        for line in reversal.line_ids - self.env["account.move.line"].search(
            [("move_id.tax_cash_basis_origin_move_id", "=", docs["INV"].id)]
        ):
            totals[line.account_id.code] = round(totals[line.account_id.code] + line.balance, 2)
        self.assertFalse(any(totals.values()), totals)
