from odoo.fields import Command

from .installment_common import InstallmentCommon

THREE = "2026-06-10 400\n2026-07-10 400\n2026-08-10 400"
"""What is agreed of the invoice of 1200."""


class AgreementCommon(InstallmentCommon):
    """Agreements on the installments of one customer."""

    def draft(self, *documents):
        """A draft on what is left of ``documents``."""
        lines = self.env["account.move.line"].union(
            *(self.receivable_lines(document) for document in documents)
        )
        return self.env["receivables.agreement"]._draft_for(
            lines.filtered(lambda line: line.amount_residual > 0)
        )

    def receivable_lines(self, document):
        return document.line_ids.filtered(lambda line: line.display_type == "payment_term")

    def agree(self, *documents, parts="", with_pdf=False):
        """An agreement that holds: ``day amount``, one part a line."""
        agreement = self.draft(*documents)
        self.cut(agreement, parts)
        # In tests core makes PDFs only when it is asked to.
        self.note_agreed(agreement.with_context(force_report_rendering=with_pdf))
        return agreement

    def note_agreed(self, agreement):
        """The customer agreed by telephone."""
        agreement._note_agreed("Ann Lee", "phone")

    def cut(self, agreement, parts):
        rows = [line.split() for line in parts.strip().splitlines()]
        agreement.line_ids = [
            Command.clear(),
            *(Command.create({"date_due": day, "amount": float(amount)}) for day, amount in rows),
        ]


class TwoInvoicesCommon(AgreementCommon):
    """An invoice of 1200 to agree on, and a small one."""

    def setUp(self):
        super().setUp()
        self.docs = self.book(
            """
            2026-04-01 invoice INV1 1200 2026-05-01
            2026-04-01 invoice INV2 100 2026-05-02
            """
        )
        self.invoice = self.docs["INV1"]
