from odoo import api, fields, models

from . import granting

CHOSEN = ("apply_discount", "apply_tolerance")


class ReceivablesClosing(models.AbstractModel):
    """How a payment closes documents although it is not what they have due.

    A model because a payment and the dialog that makes one share its fields: what is ticked there
    is what the draft then says.
    """

    _name = "receivables.closing"
    _description = "How documents are closed"

    apply_discount = fields.Boolean(
        string="Grant a discount",
        copy=False,
        help="What the payment lacks is granted as a discount, and the invoices are closed.",
    )
    apply_tolerance = fields.Boolean(
        string="Close the difference",
        copy=False,
        help="The difference is tolerated, and the documents are closed.",
    )
    discount_reason = fields.Char(
        string="Why a late discount",
        copy=False,
        help="Why a discount is granted although the payment came after the due date.",
    )
    discount_possible = fields.Boolean(compute="_compute_possible_closing")
    tolerance_possible = fields.Boolean(compute="_compute_possible_closing")
    discount_is_late = fields.Boolean(compute="_compute_possible_closing")
    closing_words = fields.Char(
        string="How the documents are closed",
        compute="_compute_possible_closing",
        help="The discount with its percentage, or the difference, and each document's part.",
    )

    @api.depends_context("uid", "lang")
    def _compute_possible_closing(self):
        """What may be ticked. Each model says what it depends on."""
        self.discount_possible = self.tolerance_possible = self.discount_is_late = False
        self.closing_words = False
        for record in self:
            if not (asked := record._offered_closing()):
                continue
            record.discount_possible = not granting.why_no_discount(asked, granting.ANY_REASON)
            record.tolerance_possible = not granting.why_not_tolerated(asked)
            record.discount_is_late = record.discount_possible and granting.is_late(asked)
            if record.discount_possible or record.tolerance_possible:
                wanted = record.discount_possible and not record.apply_tolerance
                record.closing_words = granting.words(asked, wanted)

    def _offered_closing(self):
        """The documents that may be closed: ``granting.Asked``, or ``None``."""
        return self._asked_closing()

    def _asked_closing(self):
        """The documents that are to be closed: ``granting.Asked``, or ``None``.

        Each model that shares these fields must override this method.
        """
        self.ensure_one()

    @api.onchange(*CHOSEN, "amount")
    def _onchange_whole_documents(self):
        """Take back what is no longer possible; one difference is closed in one way."""
        self.apply_discount = self.apply_discount and self.discount_possible
        self.apply_tolerance = (
            self.apply_tolerance and self.tolerance_possible and not self.apply_discount
        )

    def _closes_difference(self):
        return self.apply_discount or self.apply_tolerance
