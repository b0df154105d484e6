from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, formatLang

from .....rules.agreement import MAX_PARTS


class ReceivablesAgreement(models.Model):
    """What an agreement needs before it is proposed or agreed."""

    _inherit = "receivables.agreement"

    def _check_ready(self):
        """Refuse parts that are not, today, what is left of the documents.

        :raises UserError: it says what to change
        """
        self._check_items_open()
        parts, today = self._sorted_parts(), fields.Date.context_today(self)
        days = parts.mapped("date_due")
        if not 0 < len(parts) <= MAX_PARTS:
            raise UserError(self.env._("Cut it into 1 to %(most)s parts.", most=MAX_PARTS))
        if len(set(days)) != len(days):
            raise UserError(self.env._("Give each part a day of its own."))
        if days[0] < today:
            raise UserError(
                self.env._(
                    "The first part was to be paid by %(day)s, which is past. Enter days from "
                    "today on.",
                    day=format_date(self.env, days[0]),
                )
            )
        if self.amount_unplanned:
            raise UserError(
                self.env._(
                    "The parts make %(parts)s, and %(total)s is to be agreed: change the amounts, "
                    "or cut it again.",
                    parts=self._say(self.amount_parts),
                    total=self._say(self.amount_total),
                )
            )

    def _check_items_open(self):
        # What is left of them is part of what the customer was shown, whoever asks.
        items = self.sudo().item_ids
        lines = items.line_id
        fit = lines.filtered_domain(self._coverable_domain())
        if not items or fit != lines or any(self._differs(item) for item in items):
            raise UserError(
                self.env._(
                    "What is left of the documents changed since it was prepared: %(prepared)s was "
                    "to be agreed, %(left)s is left now. Prepare a new version.",
                    prepared=self._say(self.amount_total),
                    left=self._say(sum(fit.mapped("amount_residual_currency"))),
                )
            )
        if other := self._others_that_hold()[:1]:
            raise UserError(
                self.env._(
                    "%(agreement)s covers some of these documents: make a new version of it.",
                    agreement=other.display_name,
                )
            )

    def _differs(self, item):
        left = item.line_id.amount_residual_currency
        return self.currency_id.compare_amounts(item.amount, left) != 0

    def _say(self, amount):
        return formatLang(self.env, amount, currency_obj=self.currency_id)
