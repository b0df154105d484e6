"""A line of the bank that credits a slip: proposed, then applied, every payment cleared at once.

**How to use**: ``propose(lines)`` writes nothing and says for each line which slips it may be;
``apply(line, credit)`` clears one. Whoever calls them has asked for the rights of the user on the
lines; where one line fits two slips, the caller asks a person.
"""

from dataclasses import dataclass

from odoo.exceptions import LockError, UserError
from odoo.fields import Command, Domain
from odoo.tools import format_date, formatLang

from ...rules import remittance as rule
from ..ledger.units import to_amount, to_units


@dataclass(frozen=True, slots=True)
class Credit:
    """What a line of the bank clears: ``line_ids`` are items that wait, all of one slip."""

    remittance_id: int
    name: str
    units: int
    """In units of the currency of the slip."""
    line_ids: tuple[int, ...]


def propose(bank_lines):
    """The slips that each line may be the credit of, the oldest first.

    :param bank_lines: ``account.bank.statement.line``
    :return: ``{line: list of Credit}``, for every line; the same number of queries for all
    """
    slips = bank_lines.env["receivables.remittance"].search(
        Domain("state", "=", "remitted")
        & Domain("bank_journal_id", "in", bank_lines.journal_id.ids),
        order="date, id",
    )
    waiting = {slip: _waiting_items(slip) for slip in slips}
    return {
        line: [credit for slip in slips if (credit := _fit(line, slip, *waiting[slip]))]
        if _is_whole(line)
        else []
        for line in bank_lines
    }


def expected(slip):
    """The amounts that the bank may credit ``slip`` with: all that waits, or what stands of it."""
    standing, returned = _waiting_items(slip)
    return [
        slip.currency_id.round(sum(items.mapped("amount_residual_currency")))
        for items in (standing, standing + returned)
    ]


def apply(bank_line, credit):
    """Clear what ``credit`` proposes with ``bank_line``, by core's own reconciliation.

    :raises AccessError: the user may not write on the line
    :raises UserError: what waits changed since it was proposed, or somebody else is at it
    """
    env = bank_line.env
    bank_line.check_access("write")
    slip = env["receivables.remittance"].browse(credit.remittance_id)
    slip.check_access("read")
    slip._hold()
    try:
        bank_line.lock_for_update(allow_referencing=True)
    except LockError as error:
        raise UserError(
            env._("Somebody else is working on this line of the bank. Try again in a minute.")
        ) from error
    bank_line.invalidate_recordset()
    if credit not in propose(bank_line).get(bank_line, ()):
        raise UserError(
            env._(
                "%(slip)s no longer waits for %(amount)s: look at it again.",
                slip=slip.display_name,
                amount=formatLang(
                    env,
                    to_amount(credit.units, slip.currency_id),
                    currency_obj=slip.currency_id,
                ),
            )
        )
    _clear(bank_line, env["account.move.line"].browse(credit.line_ids))
    slip._message_log(
        body=env._(
            "Credited by the bank on %(date)s: %(label)s",
            date=format_date(env, bank_line.date),
            label=bank_line.payment_ref or bank_line.name or "",
        )
    )


def _waiting_items(slip):
    """What waits of a slip: items of its standing payments, and of those that came back."""
    # Items of a slip that the user reads: which wait is asked, and no figure of them is shown.
    known = slip.sudo()
    return _open_items(known.payment_ids), _open_items(known.taken_out_ids)


def _open_items(payments):
    return payments.move_id.line_ids.filtered(
        lambda line: (
            line.account_id == line.move_id.origin_payment_id.outstanding_account_id
            and line.parent_state == "posted"
            and not line.reconciled
        )
    )


def _fit(bank_line, slip, standing, returned):
    """What ``bank_line`` would clear of ``slip``, or nothing."""
    currency = slip.currency_id
    is_for_it = bank_line.journal_id == slip.bank_journal_id and bank_line.date >= slip.date
    if not is_for_it or bank_line.currency_id != currency:
        return None

    def units(items):
        return to_units(sum(items.mapped("amount_residual_currency")), currency)

    credited = to_units(bank_line.amount, currency)
    which = rule.cleared(credited, units(standing), units(returned))
    if not which:
        return None
    items = standing + returned if which == "all" else standing
    return Credit(slip.id, slip.name, credited, tuple(items.ids))


def _is_whole(bank_line):
    """Whether a line is in the books, and nothing of it is identified yet."""
    if bank_line.state != "posted" or bank_line.is_reconciled:
        return False
    liquidity, suspense, other = bank_line._seek_for_lines()
    balance = sum((liquidity + suspense).mapped("amount_currency"))
    return not other and bank_line.currency_id.is_zero(balance)


def _clear(bank_line, items):
    """Book the line on the accounts where ``items`` wait, and reconcile them."""
    _liquidity, suspense, _other = bank_line._seek_for_lines()
    by_account = items.grouped("account_id")
    commands = [Command.unlink(line.id) for line in suspense]
    for account, some in by_account.items():
        commands.append(
            Command.create(
                {
                    "name": bank_line.payment_ref,
                    "account_id": account.id,
                    "currency_id": some.currency_id.id,
                    **bank_line._prepare_counterpart_amounts_using_st_line_rate(
                        some.currency_id,
                        -sum(some.mapped("amount_residual")),
                        -sum(some.mapped("amount_residual_currency")),
                    ),
                }
            )
        )
    known = set(bank_line.move_id.line_ids.ids)
    # As core does when it books a line of the bank anew.
    bank_line.with_context(force_delete=True, skip_readonly_check=True).write(
        {"line_ids": commands}
    )
    new = bank_line.move_id.line_ids.filtered(lambda line: line.id not in known)
    for account, some in by_account.items():
        (some + new.filtered(lambda line, account=account: line.account_id == account)).reconcile()
