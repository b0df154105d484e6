from dataclasses import dataclass

from odoo import models
from odoo.exceptions import UserError

from ...issuing import kept_file
from ...ledger.permit import permit

REPORT = "receivables_ext.action_report_remittance"


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A payment as the slip prints it; ``amount`` in the currency of the slip."""

    rank: int
    drawer: str
    bank: str
    number: str
    due_date: object
    amount: float


class ReceivablesRemittance(models.Model):
    """The slip: two copies, one for the bank and one for the house.

    **How it works**: the PDF is made when the slip is remitted, and the same file is printed ever
    after. A server that cannot make it then makes it when it is asked for, of what was remitted.
    """

    _inherit = "receivables.remittance"

    def action_remit(self):
        """Number the slip, note that it was taken to the bank, and make its PDF."""
        super().action_remit()
        for remittance in self:
            remittance._kept_file()
        return True

    def action_print(self):
        """Download the slip, as it was remitted.

        :return: action that downloads the PDF
        :raises UserError: it was not remitted yet
        """
        self.ensure_one()
        self.check_access("read")
        if not self.remitted_on:
            raise UserError(self.env._("Remit the slip first: its number and total are not final."))
        if not self._kept_file():
            return self.env.ref(REPORT).report_action(self, config=False)
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self.attachment_id.id}?download=true",
            "target": "download",
        }

    def _get_report_base_filename(self):
        return self.display_name.replace("/", "_")

    def _kept_file(self):
        """The PDF of what was remitted, made now if it was not yet.

        :return: ``ir.attachment``, empty when the PDF cannot be made now
        """
        self.ensure_one()
        if self.remitted_on and (made := kept_file.make_once(self, REPORT)):
            # Also that of a remittance that is undone later: the bank may have it.
            permit.opened(self.sudo()).slip_ids += made
        return self.attachment_id

    # === What it prints === #

    def _paper_language(self):
        """The language of the books: that of the company, whose bank reads the slip."""
        return self.company_id.partner_id.lang or self.env.lang

    def _copies(self):
        """What each copy is headed with."""
        return [self.env._("Copy for the bank"), self.env._("Our copy")]

    def _slip_rows(self):
        """The payments of the slip as it was remitted: list of ``SlipRow``."""
        # Who may read a slip may print it.
        known = self.sudo()
        # What replaces a payment since then is the same paper.
        payments = known._standing() | known.taken_out_ids
        payments -= payments.filtered(lambda payment: payment.replaces_id in known.taken_out_ids)
        return [
            SlipRow(
                rank,
                payment.drawer or "",
                payment.instrument_bank or "",
                payment.instrument_number or payment.payment_reference or payment.name or "",
                payment.instrument_due_date,
                payment.amount,
            )
            for rank, payment in enumerate(payments.sorted("id"), 1)
        ]

    def _slip_total(self):
        return self.amount_remitted if self.remitted_on else self.amount_total

    def _total_in_words(self):
        """The total as words, empty where the server cannot say it."""
        return self.currency_id.amount_to_text(self._slip_total())
