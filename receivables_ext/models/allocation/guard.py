"""Refuse an allocation that does not fit, in one sentence that says what to do."""

from collections import defaultdict

from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Domain
from odoo.tools import formatLang

from ..ledger import asked, roles
from . import owner
from .proposal import ProposalRow


def read_proposal(env, proposal):
    """Turn rows of ids into records; add up the rows of the same pair of lines.

    :param list proposal: dicts, which may come from a remote call
    :return: list of ``ProposalRow``
    :raises UserError: a row is incomplete, or names what does not exist
    """
    known_reasons = env["receivables.open.item"]._fields["reason"].get_values(env)
    merged, currencies = {}, {}
    for row in asked.read_rows(env, proposal):
        debit_id, credit_id, amount, currency_id = _read_proposal_row(env, row)
        pair = (debit_id, credit_id, currency_id)
        if currencies.setdefault(pair[:2], currency_id) != currency_id:
            raise UserError(
                env._(
                    "The same two documents are allocated in two currencies. "
                    "Give the whole amount in one of them."
                )
            )
        known, reason = merged.get(pair, (0.0, row.get("reason")))
        merged[pair] = (known + amount, reason if reason in known_reasons else "manual")
    line_ids = {line_id for pair in merged for line_id in pair[:2]}
    lines = env["account.move.line"].browse(line_ids).exists().grouped("id")
    by_id = env["res.currency"].browse(set(currencies.values())).exists().grouped("id")
    if len(lines) < len(line_ids) or any(pair[2] not in by_id for pair in merged):
        raise UserError(
            env._(
                "One of the documents to allocate no longer exists. "
                "Propose the allocation again to see what is left."
            )
        )
    rows = [
        ProposalRow(lines[debit], lines[credit], by_id[cur].round(amount), by_id[cur], reason)
        for (debit, credit, cur), (amount, reason) in merged.items()
    ]
    if not all(row.amount for row in rows):
        _raise_no_amount(env)
    return rows


def _read_proposal_row(env, row):
    """Read one row of a proposal, which may come from a remote call."""
    try:
        debit_id, credit_id = int(row["debit_line_id"]), int(row["credit_line_id"])
        amount, currency_id = float(row["amount"]), int(row["currency_id"])
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise UserError(
            env._(
                "A line of the allocation is incomplete. Give the document, the credit, "
                "the amount and the currency of each line."
            )
        ) from error
    asked.read_ids(env, [debit_id, credit_id, currency_id])
    if not 0.0 < amount < asked.MAX_AMOUNT:
        _raise_no_amount(env)
    return debit_id, credit_id, amount, currency_id


def _raise_no_amount(env):
    raise UserError(env._("An amount to settle must be above zero. Remove the line instead."))


def check_may_allocate(lines):
    """Refuse who may not allocate, and lines that the user may not read.

    :raises AccessError: the user lacks the role, or may not read one of the lines
    """
    env = lines.env
    if not (env.su or env.user.has_group(roles.CLERK)):
        raise AccessError(
            env._(
                "Only users of Receivables can allocate credits. "
                "Ask an administrator for the role Receivables: User."
            )
        )
    lines.check_access("read")


def lock_lines(lines):
    """Keep other users away from what is open on ``lines`` until the transaction ends.

    :raises LockError: somebody else has one of them in hand
    """
    try:
        lines.lock_for_update(allow_referencing=True)
    except LockError as error:
        raise LockError(
            lines.env._(
                "Somebody else is allocating one of these documents at this moment. "
                "Try again in a few seconds."
            )
        ) from error
    lines.invalidate_recordset(["amount_residual", "amount_residual_currency", "reconciled"])


def check_rows(service, rows):
    """Refuse the proposal when one row does not fit what is open now.

    :param service: ``receivables.allocation``, whose hooks are asked
    :param rows: list of ``ProposalRow``
    :return: ``{line: what must be left of it}`` above zero, in its own currency; lines
        settled with money of another currency are not in it
    """
    env = service.env
    Line = env["account.move.line"]
    asked, foreign = defaultdict(float), set()
    # Only a membership test, on lines that the user was allowed to read.
    in_scope = set(
        Line.sudo()._search(
            Domain("id", "in", [line.id for row in rows for line in row.lines])
            & Line._receivable_domain()
        )
    )
    for row in rows:
        _check_pair(service, row, in_scope)
        for line in row.lines:
            if line.currency_id == row.currency:
                asked[line] += row.amount
            else:
                foreign.add(line)
    expected = {}
    for line, amount in asked.items():
        left = abs(line.amount_residual_currency)
        if line.currency_id.compare_amounts(amount, left) > 0:
            _raise_too_much(line, amount, left)
        if line not in foreign:
            expected[line] = left - amount
    service._check_may_settle(rows)
    return expected


def _check_pair(service, row, in_scope):
    env, debit, credit, currency = service.env, row.debit, row.credit, row.currency
    names = {
        "debit": debit.move_id.name or debit.move_id.display_name,
        "credit": credit.move_id.name or credit.move_id.display_name,
    }
    if not {debit.id, credit.id} <= in_scope:
        raise UserError(
            env._(
                "%(credit)s cannot be allocated to %(debit)s: both must be validated "
                "customer documents. Validate them first.",
                **names,
            )
        )
    if debit.company_id.root_id != credit.company_id.root_id:
        raise UserError(
            env._(
                "%(credit)s and %(debit)s belong to different companies. "
                "Choose documents of one company.",
                **names,
            )
        )
    if debit.amount_currency < 0 or credit.amount_currency > 0:
        raise UserError(
            env._(
                "%(credit)s cannot settle %(debit)s: an allocation takes from a payment or a "
                "credit note and gives to an invoice. Exchange the two documents.",
                **names,
            )
        )
    key = service._allocation_key
    if key(debit) == key(credit):
        if currency in (debit.currency_id, credit.currency_id):
            return
        raise UserError(
            env._(
                "%(currency)s is neither the currency of %(credit)s nor that of %(debit)s. "
                "Give the amount in one of these two currencies.",
                currency=currency.name,
                **names,
            )
        )
    if debit.partner_id != credit.partner_id:
        owner.refuse(debit, credit)
    # The names of the two accounts, for documents that the user was allowed to read.
    raise UserError(
        env._(
            "%(credit)s is booked on account %(credit_account)s and %(debit)s on account "
            "%(debit_account)s. Transfer one of them to the account of the other first.",
            credit_account=credit.account_id.sudo().display_name,
            debit_account=debit.account_id.sudo().display_name,
            **names,
        )
    )


def check_settled(expected):
    """Core must have settled exactly what was asked, or nothing is kept.

    Between two currencies the rate decides how much the other document can take.

    :param dict expected: what must be left, as returned by ``check_rows()``
    """
    for line, must_be_left in expected.items():
        left = abs(line.amount_residual_currency)
        if line.currency_id.compare_amounts(left, must_be_left):
            raise UserError(
                line.env._(
                    "%(excess)s too much is taken from %(document)s: the document in the "
                    "other currency cannot take it at the rate of the day. "
                    "Lower the amount by as much.",
                    excess=formatLang(line.env, left - must_be_left, currency_obj=line.currency_id),
                    document=line.move_id.name,
                )
            )


def _raise_too_much(line, asked, left):
    env = line.env
    currency = line.currency_id
    if currency.is_zero(left):
        raise UserError(
            env._(
                "Nothing is left to allocate on %(document)s: it was settled in the "
                "meantime. Propose the allocation again to see what is left.",
                document=line.move_id.name,
            )
        )
    raise UserError(
        env._(
            "Only %(left)s can still be allocated on %(document)s, not %(asked)s: part of it "
            "may have been used in the meantime. Lower the amount, or propose the "
            "allocation again to see what is left.",
            document=line.move_id.name,
            left=formatLang(env, left, currency_obj=currency),
            asked=formatLang(env, asked, currency_obj=currency),
        )
    )
