"""Keep lines of the bank as core's own, or a whole statement with its balances."""

from odoo.exceptions import UserError
from odoo.tools import format_date

from ...ledger.lock_dates import first_open_date
from .sorting import CLOSED, NOTHING, OUT, THERE

MOST = 1000
"""Lines that are entered at once: core takes some forty milliseconds for each."""


def store_new(journal, sorted_lines):
    """Enter those of ``sorted_lines`` that are not there, without a statement record.

    :return: ``account.bank.statement.line``, as its user may read them
    :raises UserError: one lies in a closed period; nothing is entered
    """
    new = [each for each in sorted_lines if each.state not in (THERE, OUT, NOTHING)]
    _check_may_enter(journal, new)
    return _create(journal, new)


def store_whole(journal, banks, sorted_lines, reference=""):
    """Enter whole statements; their lines that are there without one are put into them.

    :param banks: the statements, whose balances the readers have checked
    :return: ``account.bank.statement``
    :raises UserError: a balance is missing, a line lies in a closed period or is in a statement
        already; nothing is entered
    """
    _check_balances(journal, banks)
    _check_no_similar(journal, sorted_lines)
    kept = _lines(journal).browse([each.kept_id for each in sorted_lines if each.kept_id])
    _check_free(journal, kept)
    new = [each for each in sorted_lines if each.state not in (THERE, NOTHING)]
    _check_may_enter(journal, new)
    made = _create(journal, new).sudo()  # they were made here; only their statement is written
    by_bank = dict.fromkeys(range(len(banks)), kept.browse())
    for each, line in zip(_in_order(new), made, strict=True):
        by_bank[each.bank] |= line
    for each in sorted_lines:
        by_bank[each.bank] |= kept.browse(each.kept_id or [])
    # As above: whoever may read bank statements may bring one, and change none.
    statements = journal.env["account.bank.statement"].sudo()
    for rank, bank in enumerate(banks):
        if not by_bank[rank]:
            continue  # a day without movements: core has no statement without lines
        values = {
            "name": bank.name or False,
            "reference": reference or False,
            "balance_start": float(bank.opening),
            "balance_end_real": float(bank.closing),
            "line_ids": by_bank[rank].ids,
        }
        statements |= statements.create(values)
    return statements.sudo(False)


def _create(journal, sorted_lines):
    """Enter lines, in the order of their days: core reckons the balance after each of them."""
    # A clerk enters what the bank says and nothing else: no right on the lines of the bank is
    # needed for that, which would let them change and delete those that are there.
    values = [_values(journal, each) for each in _in_order(sorted_lines)]
    return _lines(journal).create(values).sudo(False)


def _in_order(sorted_lines):
    """By days; of the same day, as the bank has them, whichever it writes first."""
    is_downwards = sorted_lines and sorted_lines[0].line.day > sorted_lines[-1].line.day
    lines = reversed(sorted_lines) if is_downwards else sorted_lines
    return sorted(lines, key=lambda each: each.line.day)


def _values(journal, sorted_line):
    line = sorted_line.line
    details = {
        "value_day": line.value_day and line.value_day.isoformat(),
        "bank_id": line.bank_id,
        "reference": line.reference,
    }
    return {
        "journal_id": journal.id,
        "date": line.day,
        "amount": float(line.amount),
        "payment_ref": line.label or line.reference or line.payer or "/",
        "ref": line.reference or False,
        "partner_name": line.payer or False,
        "account_number": line.payer_account or False,
        "transaction_details": {name: value for name, value in details.items() if value},
        "import_key": sorted_line.key,
    }


def _lines(journal):
    # Asked for by the methods above, which say what they do with it.
    return journal.env["account.bank.statement.line"].sudo()


# === Refusals === #


def _check_may_enter(journal, sorted_lines):
    if not sorted_lines:
        return
    if len(sorted_lines) > MOST:
        raise UserError(
            journal.env._(
                "%(count)s bank lines are too many at once: import %(most)s or fewer, of a shorter "
                "period.",
                count=len(sorted_lines),
                most=MOST,
            )
        )
    days = [each.line.day for each in sorted_lines]
    opens = first_open_date(journal.company_id, min(days), journal)
    closed = [day for day in days if day < opens]
    if closed or any(each.state == CLOSED for each in sorted_lines):
        raise UserError(
            journal.env._(
                "Lines before %(day)s are in a closed period (%(count)s here): leave them out, or "
                "have the period opened.",
                count=len(closed),
                day=format_date(journal.env, opens),
            )
        )


def _check_balances(journal, banks):
    if any(bank.opening is None or bank.closing is None for bank in banks):
        raise UserError(
            journal.env._(
                "This says no opening or no closing balance, so a whole statement cannot be "
                "checked: import the lines that come in, or ask the bank for CAMT.053 or CFONB 120."
            )
        )


def _check_no_similar(journal, sorted_lines):
    if similar := [each for each in sorted_lines if each.is_similar]:
        raise UserError(
            journal.env._(
                "Lines of the same day and amount are there with another label (%(count)s, the "
                "first on %(day)s): import the lines that come in, or delete those that are there.",
                count=len(similar),
                day=format_date(journal.env, similar[0].line.day),
            )
        )


def _check_free(journal, kept):
    if taken := kept.statement_id:
        raise UserError(
            journal.env._(
                "Lines of it are already in the bank statement %(name)s (%(count)s): choose a file "
                "that begins after it.",
                count=len(kept.filtered("statement_id")),
                name=taken[0].display_name,
            )
        )
