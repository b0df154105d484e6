import base64
from contextlib import closing

from markupsafe import Markup

from odoo import models
from odoo.exceptions import UserError

from ....ledger import asked
from .. import plan

# Drawn behind every page of a draft: grey enough to read through, dark enough for any printer.
WATERMARK = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="400" viewBox="0 0 700 400">'
    '<text x="350" y="230" transform="rotate(-20 350 200)" text-anchor="middle"'
    ' font-family="sans-serif" font-size="{size}" font-weight="bold" fill="#000000"'
    ' fill-opacity="0.12">{word}</text></svg>'
)


class AccountPayment(models.Model):
    """The document of a customer payment before it is registered: to check, or to sign."""

    _inherit = "account.payment"

    def action_preview(self):
        """Print this draft, marked so: no number is taken and nothing is registered.

        :raises UserError: it is no draft of a customer payment, or has no customer or amount
        """
        self.ensure_one()
        self._check_can_preview()
        return self.env.ref("receivables_ext.action_report_draft_payment").report_action(
            self, config=False
        )

    def preview_document(self, values):
        """Draw the document of a draft as ``values`` would make it, and keep nothing of it.

        Called on no record, it is the preview of a new payment.

        :param dict values: what the form would save, as ``create()`` and ``write()`` take it
        :return: ``{"name": file name, "content": PDF in base 64}``
        :raises UserError: as ``action_preview()``, and whatever saving would refuse
        """
        report = self.env["ir.actions.report"]
        values = asked.read_dict(self.env, values)
        with closing(self.env.cr.savepoint()):  # closed, it undoes everything
            with asked.understood(self.env):
                payment = self or self.create(values)
                payment.ensure_one()
                if self and values:
                    payment.write(values)
                self.env.flush_all()
            payment._check_can_preview()
            content, _type = report._render_qweb_pdf(
                "receivables_ext.report_draft_payment", payment.ids
            )
            name = f"{payment._get_preview_name()}.pdf"
        return {"name": name, "content": base64.b64encode(content).decode()}

    def _check_can_preview(self):
        if self.state != "draft" or not self._customer_payments():
            raise UserError(
                self.env._(
                    "There is no draft to preview: print the payment receipt of %s instead.",
                    self.display_name,
                )
            )
        if (
            not (self.partner_id and self.currency_id)
            or self.currency_id.compare_amounts(self.amount, 0.0) <= 0
        ):
            raise UserError(
                self.env._(
                    "Enter the customer and the amount received first: the draft shows them."
                )
            )
        plan.check_plan_total(self)

    def _get_preview_name(self):
        self.ensure_one()
        return self.env._("Draft payment - %s", self.partner_id.name)

    def _get_payment_receipt_report_values(self):
        """Tell the receipt that it is a draft, and what it is to settle."""
        values = super()._get_payment_receipt_report_values()
        if self.state == "draft" and self._customer_payments():
            values |= {
                "draft_style": self._draft_style(),
                "display_invoices": False,  # none is settled yet
                # Users who may read the payment may read what it is to settle.
                "documents": self.sudo().allocation_line_ids.filtered(
                    lambda line: not line.currency_id.is_zero(line.amount)
                ),
            }
        return values

    def _draft_style(self):
        """Style of a page with its watermark, in the language of the document."""
        word = self.env._("DRAFT")
        drawing = WATERMARK.format(word=word, size=min(140, 900 // len(word)))
        image = base64.b64encode(drawing.encode()).decode()
        return (
            f"min-height: 600px; background: url(data:image/svg+xml;base64,{image}) repeat-y;"
            " -webkit-background-size: 100% auto; background-size: 100% auto;"
        )
