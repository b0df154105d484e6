"""The SQL of agreements that hold today: which part of them pays which open item.

It says what ``rules/agreement.py`` says, for all agreements at once: a test holds them side by
side. An agreement that is broken today is left out, so the original due dates are back; so is one
of which everything was paid.
"""

import json

from odoo import fields
from odoo.tools import SQL

MAX_DEBTS = 500
"""Items that one agreement may cover."""
RANKS = 1000
"""Above ``MAX_DEBTS``: the place of the rank of an item in the id of a row of the schedule."""

SHARES = """
    WITH debt AS (
        SELECT item.agreement_id, item.line_id, item.rank, item.amount AS agreed,
               line.amount_currency AS whole, line.amount_residual_currency AS residual,
               COALESCE(line.date_maturity, line.date) AS contract_due,
               LEAST(COALESCE(line.amount_residual_currency, 0), item.amount) AS owed,
               item.amount - LEAST(COALESCE(line.amount_residual_currency, 0), item.amount) AS paid,
               agreement.grace_days
          FROM receivables_agreement agreement
          JOIN receivables_agreement_item item ON item.agreement_id = agreement.id
     LEFT JOIN account_move_line line ON line.id = item.line_id
         WHERE agreement.state = 'agreed' AND agreement.id IN (%(asked)s)),
    part AS (
        SELECT part.id, part.agreement_id, part.date_due, part.amount, total.paid,
               total.grace_days, ROW_NUMBER() OVER by_day AS rank,
               SUM(part.amount) OVER by_day AS high
          FROM receivables_agreement_line part
          JOIN (SELECT agreement_id, grace_days, SUM(paid) AS paid
                  FROM debt GROUP BY agreement_id, grace_days
                HAVING SUM(owed) > 0) total ON total.agreement_id = part.agreement_id
        WINDOW by_day AS (PARTITION BY part.agreement_id ORDER BY part.date_due, part.id)),
    living AS (
        SELECT agreement_id, paid FROM part GROUP BY agreement_id, paid, grace_days
        HAVING MIN(date_due) FILTER (WHERE high > paid) + grace_days >= %(today)s),
    stretch AS (
        SELECT debt.agreement_id, line_id, debt.rank, TRUE AS is_paid, debt.paid AS amount,
               SUM(debt.paid) OVER (PARTITION BY debt.agreement_id ORDER BY debt.rank) AS high
          FROM debt JOIN living ON living.agreement_id = debt.agreement_id
     UNION ALL
        SELECT debt.agreement_id, line_id, debt.rank, FALSE, owed,
               living.paid + SUM(owed) OVER (
                    PARTITION BY debt.agreement_id ORDER BY debt.rank)
          FROM debt JOIN living ON living.agreement_id = debt.agreement_id),
    overlap AS (
        SELECT part.agreement_id, stretch.line_id, part.id AS part_id, part.date_due,
               part.rank AS part_rank, stretch.rank, stretch.is_paid,
               LEAST(part.high, stretch.high)
               - GREATEST(part.high - part.amount, stretch.high - stretch.amount) AS amount
          FROM part JOIN stretch ON stretch.agreement_id = part.agreement_id
           AND stretch.high > part.high - part.amount
           AND stretch.high - stretch.amount < part.high
         WHERE stretch.amount > 0)
    SELECT agreement_id, line_id, date_due, part_rank,
           -((part_id + 1) * %(ranks)s - rank) AS row_id,
           SUM(amount) AS amount, COALESCE(SUM(amount) FILTER (WHERE NOT is_paid), 0) AS remaining
      FROM overlap GROUP BY agreement_id, line_id, part_id, date_due, part_rank, rank
 UNION ALL
    SELECT debt.agreement_id, line_id, contract_due, NULL, line_id, whole - agreed, residual - owed
      FROM debt JOIN living ON living.agreement_id = debt.agreement_id
     WHERE whole > agreed
"""


# Nothing is read of those that were paid, which are many after some years.
UNPAID = """
    SELECT unpaid.agreement_id FROM receivables_agreement_item unpaid
      JOIN account_move_line open ON open.id = unpaid.line_id
     WHERE unpaid.is_agreed AND open.amount_residual_currency > 0"""


def shares_sql(today, agreements=()):
    """SQL of one row for each part of each item.

    What was paid of an item before it was agreed is a row of its own, of its own due date and
    without rank: the rows of an item add up to the item.

    :param agreements: ids of those that ``living()`` found, where it was asked already
    :return: columns ``agreement_id``, ``line_id``, ``date_due``, ``part_rank``, ``row_id``, and
        ``amount`` and what is ``remaining`` of it, in the currency of the item
    """
    asked = SQL(", ").join(agreements) if agreements else SQL(UNPAID)
    return SQL(SHARES, today=today, ranks=RANKS, asked=asked)


def are_any(env):
    """Whether something is left of any agreement: elsewhere, queries stay the shorter ones."""
    [[found]] = env.execute_query(
        SQL(
            "SELECT EXISTS (%s)",
            SQL(UNPAID),
            to_flush=_fields_read(env),
        )
    )
    return found


def living(env, today):
    """Ids of the agreements that hold today and of which something is left."""
    if not are_any(env):
        return []
    rows = env.execute_query(
        SQL("SELECT DISTINCT agreement_id FROM (%s) AS share", shares_sql(today))
    )
    return [id_ for [id_] in rows]


def next_due_dates(records, today):
    """The first day by which something of each is to be paid by an agreement that holds.

    :param records: invoices, of any user: the days say nothing else of the agreement; none for all
    :return: ``{id of the invoice: date}``, without those that no agreement covers; what it does
        not cover of an invoice keeps its own day
    """
    env = records.env
    if not are_any(env):
        return {}
    rows = env.execute_query(
        SQL(
            """WITH share AS MATERIALIZED (%(shares)s)
               SELECT line.move_id, MIN(COALESCE(
                      share.date_due, line.date_maturity, line.date))
                 FROM account_move_line line
            LEFT JOIN share ON share.line_id = line.id AND share.remaining > 0
                WHERE line.move_id IN (SELECT item.move_id FROM account_move_line item
                                         JOIN share ON share.line_id = item.id)
                  AND line.account_id IN (SELECT item.account_id FROM account_move_line item
                                            JOIN share ON share.line_id = item.id)
                  AND line.amount_currency > 0 AND line.amount_residual_currency > 0
                  AND %(asked)s
             GROUP BY line.move_id""",
            shares=shares_sql(today),
            asked=SQL("line.move_id IN %s", tuple(records.ids)) if records else SQL("TRUE"),
            to_flush=_fields_read(env),
        )
    )
    return dict(rows)


def asked_next(lines, today):
    """What is to be paid next of items that an agreement covers: all that is due, else the next.

    :param lines: open items of one document, in one currency
    :return: amount in their currency; nothing where no agreement covers them
    """
    env = lines.env
    if not are_any(env):
        return 0.0
    rows = env.execute_query(
        SQL(
            """WITH share AS MATERIALIZED (%(shares)s)
               SELECT GREATEST(COALESCE(share.date_due, line.date_maturity, line.date), %(today)s),
                      SUM(COALESCE(share.remaining, line.amount_residual_currency)),
                      COUNT(share.line_id)
                 FROM account_move_line line
            LEFT JOIN share ON share.line_id = line.id AND share.remaining > 0
                WHERE line.id IN %(lines)s
             GROUP BY 1 ORDER BY 1""",
            shares=shares_sql(today),
            today=today,
            lines=tuple(lines.ids),
            to_flush=_fields_read(env),
        )
    )
    is_covered = any(covered for _due, _amount, covered in rows)
    return rows[0][1] if is_covered else 0.0


def _fields_read(env):
    return [
        env[model]._fields[name]
        for model, names in (
            ("account.move.line", ("amount_residual_currency", "date_maturity", "account_id")),
            ("receivables.agreement", ("state", "grace_days")),
            ("receivables.agreement.item", ("line_id", "amount", "rank", "is_agreed")),
            ("receivables.agreement.line", ("date_due", "amount")),
        )
        for name in names
    ]


def dates_sql(contract, key, dates):
    """SQL of the day in ``dates``, ``{id: date}``, of the record ``key``, else of ``contract``."""
    if not dates:
        return contract
    known = json.dumps({str(id_): fields.Date.to_string(day) for id_, day in dates.items()})
    return SQL("COALESCE((%s::jsonb ->> (%s)::text)::date, %s)", known, key, contract)
