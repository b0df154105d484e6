"""What somebody wants closed though the money is not what is due: how, and why it may not be.

The dialog on invoices and the form of a payment ask the same; both write what is found here on a
draft payment, which books it when it is registered.
"""

from dataclasses import dataclass
from datetime import date

from odoo import models
from odoo.tools import format_date, formatLang

from ....rules import discount
from ....rules.money import scaled
from ...ledger import roles
from ...ledger.units import to_amount, to_units
from . import terms

ANY_REASON = "?"
"""The reason for a late discount is asked for when the payment is registered, not before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Documents to be closed by one payment.

    ``moves`` are their entries, ``items`` what they have open; ``deducted``, zero or less, is what
    credit notes settle beside the money; it and ``paid`` are in ``currency``, that of the payment,
    whose customer is ``partner``.
    """

    moves: models.Model
    items: models.Model
    deducted: float
    paid: float
    currency: models.Model
    company: models.Model
    partner: models.Model
    day: date

    @property
    def due(self):
        """What money is to settle of all of them, in units of the currency of the payment."""
        open_amount = sum(self.items.mapped("amount_residual_currency"))
        return to_units(open_amount + self.deducted, self.currency)

    @property
    def tolerance(self):
        """The difference that is tolerated, in the same units."""
        due = max(0.0, to_amount(self.due, self.currency))
        return terms.tolerated_units(self.company, self.partner, due, self.currency, self.day)

    @property
    def agreed(self):
        """The discount that was agreed with the documents and is granted on the day, in units."""
        grace = terms.terms_of(self.company, self.partner).grace_days
        total = 0
        for move in self.moves:
            item = move._open_term_lines()[:1]
            if not (
                move.invoice_payment_term_id.early_discount
                and discount.is_granted(self.day, item.discount_date or None, grace)
            ):
                return 0
            total += to_units(item.amount_currency - item.discount_amount_currency, self.currency)
        return total

    @property
    def last_day(self):
        """The first due date: from the day after the days of grace on, a discount is late."""
        return min(line.date_maturity or line.date for line in self.items)


def closing_of(asked, with_discount):
    """How the documents are closed: see ``rules.discount.Closing``.

    :param bool with_discount: what lacks is a discount; else it is a tolerated difference
    """
    paid = to_units(asked.paid, asked.currency)
    if with_discount:
        return discount.grant(asked.due, paid, asked.agreed, asked.tolerance)
    return discount.Closing(tolerance=asked.due - paid)


def shares_of(asked, closing):
    """The discount of each invoice, in proportion to what it has due: ``{move: units}``."""
    dues = [
        to_units(sum(move._open_term_lines().mapped("amount_residual_currency")), asked.currency)
        for move in asked.moves
    ]
    parts = scaled(dues, closing.discount)
    return {move: part for move, part in zip(asked.moves, parts, strict=True) if part}


def words(asked, with_discount):
    """How the documents are closed, in one line that somebody reads before they confirm it."""
    env, currency = asked.moves.env, asked.currency
    closing = closing_of(asked, with_discount)

    def money(units):
        return formatLang(env, to_amount(abs(units), currency), currency_obj=currency)

    parts = []
    if closing.discount:
        percent = discount.percentage(asked.due, asked.due - closing.discount)
        percent = formatLang(env, percent, digits=2)
        parts.append(
            env._("%(amount)s = %(percent)s %%", amount=money(closing.discount), percent=percent)
        )
    if closing.tolerance > 0:
        parts.append(env._("%(amount)s less is tolerated", amount=money(closing.tolerance)))
    elif closing.tolerance:
        parts.append(env._("%(amount)s more is kept", amount=money(closing.tolerance)))
    said = ", ".join(parts)
    shares = shares_of(asked, closing)
    if len(shares) > 1:
        each = [f"{move.display_name} {money(units)}" for move, units in shares.items()]
        said = env._("%(closing)s (%(shares)s)", closing=said, shares=", ".join(each))
    return said


# === Why not === #


def why_not(asked, with_discount, reason):
    """Why the documents cannot be closed as asked, in one sentence, or ``None``."""
    return why_no_discount(asked, reason) if with_discount else why_not_tolerated(asked)


def why_no_discount(asked, reason):
    """Why no discount can be granted, in one sentence that says what to do, or ``None``.

    :param str reason: why a late one is granted, as somebody wrote it
    """
    return (
        _why_not_these(asked) or _why_not_this_amount(asked) or _why_not_on_that_day(asked, reason)
    )


def _why_not_these(asked):
    env = asked.moves.env
    if not asked.moves:
        return env._("Choose the invoices that the payment and its discount settle.")
    if asked.deducted:
        return env._(
            "A discount is granted on a first and only payment: take the credit notes out, or "
            "leave the difference open."
        )
    for move in asked.moves:
        document = move.display_name
        if move.move_type not in ("out_invoice", "out_receipt"):
            return env._(
                "A discount is granted on invoices only, which %(document)s is not.",
                document=document,
            )
        if move.currency_id != asked.currency:
            return env._(
                "%(document)s is in another currency than the payment: no discount can be granted.",
                document=document,
            )
        if _is_begun(move):
            return env._(
                "Something of %(document)s is paid already: a discount is granted on the first "
                "payment only.",
                document=document,
            )
    # Whether an account is set, which a clerk may not read.
    if not asked.company.sudo().account_journal_early_pay_discount_loss_account_id:
        return env._(
            "No account is set for discounts: choose it in the settings of Invoicing, at Cash "
            "Discount."
        )
    return None


def _is_begun(move):
    # That something was settled, whoever may read by what.
    items = move.sudo().line_ids.filtered(lambda line: line.display_type == "payment_term")
    return bool(items.matched_credit_ids or items.matched_debit_ids)


def _why_not_this_amount(asked):
    env, currency = asked.moves.env, asked.currency
    if not 0 < to_units(asked.paid, currency) < asked.due:
        return env._(
            "A discount needs an amount above zero and below %(due)s, which is due.",
            due=formatLang(env, to_amount(asked.due, currency), currency_obj=currency),
        )
    return None


def _why_not_on_that_day(asked, reason):
    env = asked.moves.env
    # A setting of the company that a clerk may not read.
    enabled = asked.company.sudo().discount_enabled
    if not (enabled or closing_of(asked, with_discount=True).planned):
        return env._(
            "Discounts are not activated in the settings of %(company)s: leave the difference "
            "open, or ask somebody with the role Manager.",
            company=asked.company.display_name,
        )
    if not is_late(asked):
        return None
    due = format_date(env, asked.last_day)
    if not env.user.has_group(roles.GRANTS_LATE):
        return env._(
            "What is paid was due on %(due)s: a discount after that day is granted by somebody "
            "who may accept late discounts.",
            due=due,
        )
    if not (reason or "").strip():
        return env._("What is paid was due on %(due)s: say why a discount is granted.", due=due)
    return None


def is_late(asked):
    """Whether a discount is asked for after the documents were due, days of grace included.

    One that was agreed with the documents has days of its own.
    """
    grace = terms.terms_of(asked.company, asked.partner).grace_days
    in_time = discount.is_granted(asked.day, asked.last_day, grace)
    return not (in_time or closing_of(asked, with_discount=True).planned)


def why_not_tolerated(asked):
    """Why a difference cannot be closed as tolerated, in one sentence, or ``None``."""
    env, currency = asked.moves.env, asked.currency
    difference = asked.due - to_units(asked.paid, currency)
    if not asked.items or any(line.currency_id != currency for line in asked.items):
        return env._("Choose what the payment settles, in the currency of the payment.")
    if not difference:
        return env._("The payment is just what is due: there is no difference to close.")
    if abs(difference) > asked.tolerance:
        return env._(
            "The difference of %(difference)s is more than is tolerated: leave it open, or ask "
            "somebody with the role Invoicing to write it off.",
            difference=formatLang(env, to_amount(abs(difference), currency), currency_obj=currency),
        )
    if not terms.tolerance_account(asked.company, difference):
        return env._(
            "No account is set for tolerated differences: choose it in the settings of receivables."
        )
    return None
