from odoo import api, fields, models


class ReceivablesReceiptContent(models.AbstractModel):
    """What a receipted invoice, a balance document or a payment receipt says.

    **How it works**: figures come from ``receivables.receipt.settlement`` (invoices) or from the
    allocations of the payment, words from ``receivables.receipt.wording``. All of it is texts in
    the language of the receipt, kept with it: it prints the same for good.
    """

    _name = "receivables.receipt.content"
    _description = "Content of receipts"

    @api.model
    def _prepare(self, receipt):
        """All that is printed on ``receipt``, as of now.

        :param receipt: one ``receivables.receipt``; nothing of it is written
        :return: dict of texts, lists of texts and nothing else, to be kept as JSON
        """
        receipt.ensure_one()
        service = self.with_context(lang=receipt.lang or self.env.lang or "en_US")
        if receipt.kind == "payment":
            content = service.env["receivables.receipt.payment"]._prepare(receipt)
        else:
            content = service._of_invoice(receipt)
        return {**service._header(receipt), **content}

    @api.model
    def _header(self, receipt):
        """What all kinds of documents have in common."""
        company = receipt.company_id.with_context(lang=self.env.lang)
        is_issued = bool(receipt.name)
        return {
            "kind": receipt.kind,
            "lang": self.env.lang,
            "direction": self.env["res.lang"]._get_data(code=self.env.lang).direction,
            "number": receipt.name or "",
            "issued_on": self.env["receivables.receipt.wording"]._date(
                receipt.issued_on or fields.Date.context_today(receipt)
            ),
            "signatory": company.receipt_signatory or "",
            # A draft has nothing to be checked.
            "verification_url": receipt._get_verification_url() if is_issued else "",
        }

    # === Invoices === #

    @api.model
    def _of_invoice(self, receipt):
        words = self.env["receivables.receipt.wording"]
        invoice = receipt.move_id
        settlement = self.env["receivables.receipt.settlement"]._of(invoice)[invoice.id]
        money = words._money(self.env["res.currency"].browse(settlement["currency_id"]))
        found = sorted(settlement["rows"], key=lambda row: (row["date"], row["partial_id"]))
        rows = [words._row(row, money) for row in found]
        parts = settlement["installments"] if len(settlement["installments"]) > 1 else []
        is_receipted = receipt.kind == "receipted"
        company = receipt.company_id.with_context(lang=self.env.lang)
        return {
            "title": self.env._("Balance of invoice %(invoice)s", invoice=invoice.name),
            "statement": self.env._(
                "Invoice %(invoice)s of %(invoice_date)s, as it stands on %(date)s.",
                invoice=invoice.name,
                invoice_date=words._date(invoice.invoice_date),
                date=words._date(receipt.issued_on or fields.Date.context_today(receipt)),
            ),
            "mention": company.receipt_mention or self.env._("RECEIPTED"),
            "receipted_line": words._receipted_line(found) if is_receipted else "",
            "initial": money(settlement["initial"]),
            "paid": money(settlement["paid"]),
            "remaining": money(settlement["remaining"]),
            "rows_title": self.env._("Payments and credit notes")
            if any(row["kind"] == "credit_note" for row in found)
            else self.env._("Payments"),
            "rows": rows,
            "has_payer": any(row["payer"] for row in rows),
            # Of a settled invoice all of them are: the mention says so.
            "attested": [
                words._attested(part, money)
                for part in parts
                if part["settled"] and not is_receipted
            ],
            "installments": [
                words._installment(part, money)
                for part in settlement["installments"]
                if not part["settled"]
            ],
        }
