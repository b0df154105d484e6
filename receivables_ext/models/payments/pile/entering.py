from odoo import models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import formatLang

from ....rules.pile import control
from ...ledger.units import to_units
from . import registering
from .paste import enter_pasted
from .rows import enter_rows
from .said import describe_rows


class ReceivablesPaymentPile(models.Model):
    """The rows of a pile: what the screen asks while they are typed, and registering them."""

    _inherit = "receivables.payment.pile"

    def get_rows(self):
        """What the screen shows: the rows that are left, and the totals.

        :return: dict: ``rows``, a list of dicts; ``typed_number``, ``typed_amount``
        """
        self.ensure_one()
        return {"rows": describe_rows(self._rows_left()), **self._typed()}

    def enter_row(self, values):
        """Keep a row as it was typed, in one call, and say what it does.

        :param dict values: ``id`` of a row that is there, ``customer`` as it was typed, ``amount``,
            ``date``, ``instrument_number``, ``instrument_bank``, ``instrument_due_date``, …
        :return: dict: ``row``, ``typed_number``, ``typed_amount``
        :raises UserError: a value is none, or the row is registered
        """
        self.ensure_one()
        payment = enter_rows(self, [values])
        return {"row": describe_rows(payment)[0], **self._typed()}

    def paste_rows(self, text):
        """Enter the rows of a spreadsheet: date, customer, amount, number, by tabs.

        What cannot be read is kept in *Pasted and not read*.

        :return: as ``get_rows()``, and how many there are more, or not: ``entered``, ``unread``
        :raises UserError: too many at once
        """
        self.ensure_one()
        entered, unread = enter_pasted(self, text)
        return {"entered": len(entered), "unread": unread, **self.get_rows()}

    def _typed(self):
        return {"typed_number": self.typed_number, "typed_amount": self.typed_amount}

    # === Register === #

    def register_rows(self, payment_ids=None):
        """Register the rows, together; one that is refused stays, with the reason.

        :param payment_ids: some of the rows, of a large pile; by default, all that are left
        :return: dict: ``registered``, ``left``, and as ``get_rows()``
        :raises UserError: what was typed is not what was counted by hand, and nobody said why
        """
        self.ensure_one()
        self._check_control()
        registered, left = registering.register_rows(self, payment_ids)
        return {"registered": registered, "left": left, **self.get_rows()}

    def _check_control(self):
        """Refuse to register what does not agree with what was counted by hand.

        :raises UserError: says both
        """
        counted = self.counted_number, to_units(self.counted_amount, self.currency_id)
        typed = self.typed_number, to_units(self.typed_amount, self.currency_id)
        if control(counted, typed) == (0, 0) or (self.difference_reason or "").strip():
            return
        raise UserError(
            self.env._(
                "You counted %(counted)s (%(sum)s) and typed %(typed)s (%(amount)s). Correct what "
                "differs, or write why they differ.",
                counted=self.counted_number,
                sum=formatLang(self.env, self.counted_amount, currency_obj=self.currency_id),
                typed=self.typed_number,
                amount=formatLang(self.env, self.typed_amount, currency_obj=self.currency_id),
            )
        )

    def action_open_registered(self):
        """Show the payments of this pile that are registered or scheduled."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("account.action_account_payments")
        done = self.payment_ids - self._rows_left()
        return {**action, "domain": list(Domain("id", "in", done.ids)), "context": {}}
