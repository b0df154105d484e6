from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import formatLang

from ...ledger import asked
from ...ledger.permit import permit

CODE = "receivables.remittance"


class ReceivablesRemittance(models.Model):
    """How a slip leaves the house: remitted, and undone as long as the bank credited nothing."""

    _inherit = "receivables.remittance"

    def action_remit(self):
        """Number the slip, note that it was taken to the bank, and make its PDF.

        :raises AccessError: the user makes no slips
        :raises UserError: it is empty, cash was not counted, or a payment can no longer be on it
        """
        self.check_access("write")
        for remittance in self:
            remittance._remit()
        return True

    def _remit(self):
        self._hold()
        self._check_draft()
        asked.check_day(self.env, self.date)
        # All that is on it, also what the user does not see: the slip would lack it.
        payments = self._hold_payments(self.sudo().payment_ids)
        if not payments:
            raise UserError(self.env._("Put payments on the slip first: it is empty."))
        for problem in payments._remittance_problems(self):
            raise UserError(problem)
        self._check_counted()
        permit.opened(self).write(
            {
                "name": self.name or self._next_number(),
                "remitted_on": fields.Datetime.now(),
                "remitted_by_id": self.env.uid,
                "amount_remitted": self.amount_total,
            }
        )
        self._message_log(
            body=self.env._(
                "Taken to the bank: %(total)s (%(count)s).",
                count=self.payment_count,
                total=formatLang(self.env, self.amount_total, currency_obj=self.currency_id),
            )
        )

    def _check_counted(self):
        """Refuse cash that does not add up: the bank counts it again."""
        if not self._is_cash():
            return
        counted, total = self._units(self.amount_counted), self._units(self.amount_total)
        if counted != total:
            raise UserError(
                self.env._(
                    "Notes and coins make %(counted)s, and the payments %(total)s. Count again, or "
                    "take off what stays in the till.",
                    counted=formatLang(
                        self.env, self.amount_counted, currency_obj=self.currency_id
                    ),
                    total=formatLang(self.env, self.amount_total, currency_obj=self.currency_id),
                )
            )

    def _undo(self, reason):
        """Take it back to draft: it never reached the bank. Its number and its slip are kept.

        :param str reason: why, for those who read it later
        :raises AccessError: the user makes no slips
        :raises UserError: no reason is given, it was not remitted, or the bank credited some of it
        """
        self.ensure_one()
        self.check_access("write")
        text = (asked.read_text(self.env, reason) or "").strip()
        if not text:
            raise UserError(self.env._("Say why it was not taken to the bank."))
        self._hold()
        if not self.remitted_on:
            raise UserError(self.env._("%(slip)s was not remitted.", slip=self.display_name))
        # Whatever came back or was credited since, also what the user does not see.
        known = self.sudo()
        returned = known.taken_out_ids - known.payment_ids.replaces_id
        if returned or any(known.payment_ids.mapped("is_matched")):
            raise UserError(
                self.env._(
                    "The bank has %(slip)s: some of it was credited or sent back, so it stays.",
                    slip=self.display_name,
                )
            )
        permit.opened(self).write(
            {
                "remitted_on": False,
                "remitted_by_id": False,
                "amount_remitted": 0.0,
                "attachment_id": False,
            }
        )
        self._message_log(body=self.env._("Not taken to the bank: %(reason)s", reason=text))
        return True

    def _next_number(self):
        """The next number of the company, each used once and none left out."""
        # Numbers are taken by whoever remits a slip that they may write.
        Sequence = self.env["ir.sequence"].sudo()
        wanted = [("code", "=", CODE), ("company_id", "=", self.company_id.id)]
        sequence = Sequence.search(wanted, limit=1)
        if not sequence:
            sequence = Sequence.create(
                {
                    "name": self.env._("Remittances to the bank"),
                    "code": CODE,
                    "company_id": self.company_id.id,
                    "prefix": "REM/%(range_year)s/",
                    "padding": 5,
                    "use_date_range": True,
                    "implementation": "no_gap",
                }
            )
        return sequence.next_by_id(self.date)
