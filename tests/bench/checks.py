"""What must hold of any ledger: 0 differences."""

from odoo.tools import SQL


def count_differences(env):
    """Return ``{rule: number of rows that break it}`` for the company's receivables."""
    company = env.company.id
    return {
        rule: env.execute_query(SQL(query, company=company))[0][0] for rule, query in CHECKS.items()
    }


def compare_with_orm(env, moves):
    """Have the ORM compute ``moves`` again; return ``{(model, field): [ids that differ]}``."""
    records = {
        moves: [
            *("amount_untaxed", "amount_tax", "amount_total"),
            *("amount_residual", "amount_residual_signed", "payment_state"),
        ],
        moves.line_ids: [
            *("amount_residual", "amount_residual_currency", "reconciled"),
            *("debit", "credit", "price_subtotal", "price_total"),
        ],
        moves.origin_payment_id: ["state", "is_reconciled", "is_matched"],
    }
    written = {rows: rows.read(names, load="") for rows, names in records.items()}
    for rows, names in records.items():
        for name in names:
            env.add_to_compute(rows._fields[name], rows)
    env._recompute_all()
    differences = {}
    for rows, names in records.items():
        for before, after in zip(written[rows], rows.read(names, load=""), strict=True):
            for name in names:
                if not _same(before[name], after[name]):
                    differences.setdefault((rows._name, name), []).append(before["id"])
    return differences


def _same(before, after):
    if isinstance(before, float):
        return abs(before - after) < 0.005
    return before == after


CHECKS = {
    "residual is balance less partials": """
        WITH used AS (
            SELECT line_id, sum(amount) AS amount
              FROM (SELECT credit_move_id, amount FROM account_partial_reconcile
                 UNION ALL
                    SELECT debit_move_id, -amount FROM account_partial_reconcile
                   ) AS side (line_id, amount)
             GROUP BY line_id
        )
        SELECT count(*)
          FROM account_move_line AS line
          JOIN account_account AS account ON account.id = line.account_id
     LEFT JOIN used ON used.line_id = line.id
         WHERE account.account_type = 'asset_receivable'
           AND line.company_id = %(company)s AND line.parent_state = 'posted'
           AND (line.amount_residual <> line.balance + coalesce(used.amount, 0)
                OR line.amount_residual_currency <> line.amount_currency + coalesce(used.amount, 0)
                OR line.reconciled <> (line.amount_residual = 0))
    """,
    "entries balance": """
        SELECT count(*) FROM (
            SELECT move_id FROM account_move_line WHERE company_id = %(company)s
             GROUP BY move_id HAVING sum(balance) <> 0) AS entry
    """,
    "an invoice is open by what its items are": """
        SELECT count(*)
          FROM account_move AS move
          JOIN (SELECT move_id, sum(amount_residual) AS residual
                  FROM account_move_line AS line
                  JOIN account_account AS account ON account.id = line.account_id
                 WHERE account.account_type = 'asset_receivable'
                 GROUP BY move_id) AS item ON item.move_id = move.id
         WHERE move.company_id = %(company)s AND move.move_type <> 'entry'
           AND move.state = 'posted' AND move.amount_residual_signed <> item.residual
    """,
    "a full reconcile holds closed items only": """
        SELECT count(*) FROM account_move_line
         WHERE company_id = %(company)s AND full_reconcile_id IS NOT NULL
           AND (amount_residual <> 0 OR reconciled IS NOT TRUE
                OR matching_number <> full_reconcile_id::text)
    """,
    "names are unique in a journal": """
        SELECT count(*) FROM (
            SELECT name FROM account_move WHERE company_id = %(company)s AND name <> '/'
             GROUP BY journal_id, name HAVING count(*) > 1) AS twice
    """,
}
