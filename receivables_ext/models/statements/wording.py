from odoo import api, models

PAYMENT_COLUMNS = ("payment_method_line_id", "instrument_number", "memo", "payment_type")
"""Columns of a payment that word its line."""


class ReceivablesStatementWording(models.AbstractModel):
    """What a line of a statement says of its document, in the language of the context."""

    _name = "receivables.statement.wording"
    _description = "Wording of statements of account"

    @api.model
    def _describer(self):
        """A function that words a movement, made once for all lines of some statements.

        For a module to word its documents in another way, it must override this method and
        return a function of the same arguments: the display type of the item, whether it is a
        debit, the reference of the document, the label of the item and, of a payment, the id of
        its method, its number, its memo and whether it came in or went out.
        """
        invoice, credit_note = self.env._("Invoice"), self.env._("Credit note")
        refund, entry = self.env._("Refund"), self.env._("Journal entry")
        payment, numbered = self.env._("Payment"), self.env._("%(payment)s no. %(number)s")
        # Their names are on documents that customers receive.
        methods = {
            method.id: method.name
            for method in self.env["account.payment.method.line"].sudo().search_fetch([], ["name"])
        }

        def describe(kind, is_debit, ref, label, method_id, number, memo, direction):
            if direction:
                name = methods.get(method_id) or payment
                if number:
                    name = numbered % {"payment": name, "number": number}
                words = [refund if direction == "outbound" else "", name, memo or ""]
            elif kind == "payment_term":
                words = [invoice if is_debit else credit_note, ref or ""]
            else:
                words = [label or ref or entry]
            return ", ".join(word for word in words if word)

        return describe

    @api.model
    def _conversion_describer(self):
        """A function that words what a document settled beyond the statement."""
        wording = self.env._("Settled with %(document)s, which is not on this statement")
        return lambda number: wording % {"document": number or ""}

    @api.model
    def _balance_wording(self, balance, customers=1):
        """Who owes ``balance``, said in words: a sign alone is read both ways."""
        if not balance:
            return self.env._("settled")
        if customers > 1:
            if balance > 0:
                return self.env._("due by the customers")
            return self.env._("in favour of the customers")
        if balance > 0:
            return self.env._("due by the customer")
        return self.env._("in favour of the customer")
