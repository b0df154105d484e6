from odoo import api, models
from odoo.tools import format_amount, format_date


class ReceivablesReceiptWording(models.AbstractModel):
    """The words of receipted invoices, balance documents and payment receipts.

    Texts only, in the language of the context: amounts and dates come from those who know them.
    """

    _name = "receivables.receipt.wording"
    _description = "Words of receipts"

    @api.model
    def _money(self, currency):
        """A function that writes amounts of ``currency`` with its symbol."""
        return lambda amount: format_amount(self.env, amount, currency)

    @api.model
    def _date(self, value):
        return format_date(self.env, value)

    # === Money that came in === #

    @api.model
    def _row(self, row, money):
        """One line of the list of what settled an invoice.

        :param dict row: as ``receivables.receipt.settlement`` gives it
        :return: dict of texts ``date``, ``method``, ``reference``, ``payer``, ``note``, ``amount``
        """
        method, reference = row["method"], row["reference"]
        if row["kind"] == "credit_note":
            method, reference = self.env._("Credit note"), row["name"]
        elif row["kind"] == "other":
            method, reference = method or self.env._("Other settlement"), reference or row["name"]
        is_pending = row["kind"] == "payment" and not row["cleared"]
        return {
            "date": self._date(row["date"]),
            "method": method or "",
            "reference": reference or "",
            "payer": row["payer"] or "",
            "note": self._collection_note() if is_pending else "",
            "amount": money(row["amount"]),
        }

    @api.model
    def _receipted_line(self, rows):
        """What the law asks for on a receipted invoice: when, by what means and which one.

        :param list rows: what settled it, by date, as ``receivables.receipt.settlement`` gives it
        :return: a sentence; nothing without a payment
        """
        payments = [row for row in rows if row["kind"] == "payment"]
        if not payments:
            return ""
        last = payments[-1]
        # The day on which nothing was left, be it by a credit note.
        day = rows[-1]["date"]
        words = {"date": self._date(day), "method": self._method(last["method"])}
        if reference := last["reference"]:
            words["reference"] = self._numbered(reference)
            sentence = self.env._("Receipted on %(date)s by %(method)s %(reference)s", **words)
        else:
            sentence = self.env._("Receipted on %(date)s by %(method)s", **words)
        if len({row["partial_id"] for row in rows}) > 1:
            return self.env._(
                "%(receipted_on)s, with the other payments or credit notes listed below.",
                receipted_on=sentence,
            )
        return f"{sentence}."

    @api.model
    def _received_line(self, words):
        """The sentence of a payment receipt.

        :param dict words: texts ``payer``, ``amount``, ``date``, ``method``, ``reference``, and
            ``customers`` when the payer is none of them
        """
        if words["reference"]:
            words = {**words, "reference": self._numbered(words["reference"])}
            sentence = self.env._(
                "Received from %(payer)s: %(amount)s on %(date)s by %(method)s %(reference)s",
                **words,
            )
        else:
            sentence = self.env._(
                "Received from %(payer)s: %(amount)s on %(date)s by %(method)s", **words
            )
        if words["customers"]:
            return self.env._(
                "%(received)s, on behalf of %(customers)s.",
                received=sentence,
                customers=words["customers"],
            )
        return f"{sentence}."

    @api.model
    def _collection_note(self):
        """Said of a cheque or bill that the bank has not paid yet: it may come back."""
        return self.env._("Subject to collection")

    @api.model
    def _method(self, name):
        return name or self.env._("payment")

    @api.model
    def _numbered(self, reference):
        """*no. 0045120* for a number, *(deposit of May)* for words."""
        is_number = " " not in reference.strip() and any(map(str.isdigit, reference))
        if is_number:
            return self.env._("no. %(number)s", number=reference)
        return f"({reference})"

    # === Installments === #

    @api.model
    def _installment(self, installment, money):
        """One installment that is still to pay, as texts."""
        return {
            "name": self.env._(
                "%(rank)s of %(count)s", rank=installment["rank"], count=installment["count"]
            ),
            "date_due": self._date(installment["date_due"]),
            "amount": money(installment["amount"]),
            "remaining": money(installment["remaining"]),
        }

    @api.model
    def _attested(self, installment, money):
        """The sentence by which an installment is said to be settled; the invoice is not yet."""
        return self.env._(
            "Installment %(rank)s of %(count)s, due on %(date)s, of %(amount)s is fully settled.",
            rank=installment["rank"],
            count=installment["count"],
            date=self._date(installment["date_due"]),
            amount=money(installment["amount"]),
        )
