"""Who settled whom: ids, residuals, states and partials of the planned documents."""

from odoo.tools import SQL

from .rows import LINES_PER_ENTRY, fetch_row, line_id, reserve_ids


def give_ids(cr):
    """Give ids to documents; return the first free id of what is numbered otherwise."""
    [count, partials] = fetch_row(
        cr,
        "SELECT (SELECT count(*) FROM ledger_doc), (SELECT count(*) FROM ledger_partial)",
    )
    moves = reserve_ids(cr, "account_move", count)
    payments = reserve_ids(cr, "account_payment", count)
    cr.execute(
        SQL(
            """
            CREATE TEMP TABLE ledger_entry ON COMMIT DROP AS
            SELECT doc.*, customer.partner_id, customer.ref AS customer_ref,
                   %(moves)s + number AS move_id,
                   CASE kind WHEN 'payment' THEN %(payments)s + number END AS payment_id
              FROM ledger_doc AS doc JOIN ledger_customer AS customer USING (customer)
            """,
            moves=moves,
            payments=payments,
        )
    )
    cr.execute("DROP TABLE ledger_doc")
    cr.execute("ALTER TABLE ledger_entry RENAME TO ledger_doc")
    cr.execute("CREATE INDEX ON ledger_doc (number)")
    cr.execute("ANALYZE ledger_doc")
    return {
        "line": reserve_ids(cr, "account_move_line", (count + 1) * LINES_PER_ENTRY),
        "partial": reserve_ids(cr, "account_partial_reconcile", partials),
        "full": reserve_ids(cr, "account_full_reconcile", partials),
    }


def compute_residuals(cr, bases):
    """Fill ``ledger_matched`` (items touched by a partial) and ``ledger_state`` (documents).

    Each matched debit has one credit: a group of items closed together is one credit and
    its debits, and it is full when all of them are closed.
    """
    cr.execute(
        SQL(
            """
            CREATE TEMP TABLE ledger_matched ON COMMIT DROP AS
            WITH side AS (
                SELECT debit_doc AS doc, debit_position AS position, credit_doc, number, amount
                  FROM ledger_partial
             UNION ALL
                SELECT credit_doc, credit_position, credit_doc, number, amount FROM ledger_partial
            ), item AS (
                SELECT side.doc, side.position, side.credit_doc, min(side.number) AS number,
                       min(doc.amount * (line.high - line.low)) - sum(side.amount) AS residual
                  FROM side
                  JOIN ledger_doc AS doc ON doc.number = side.doc
                  JOIN ledger_template_line AS line
                    ON line.kind = doc.kind AND line.position = side.position
                 GROUP BY side.doc, side.position, side.credit_doc
            ), closed AS (
                SELECT credit_doc, min(number) AS number, bool_and(residual = 0) AS is_full
                  FROM item GROUP BY credit_doc
            )
            SELECT item.doc, item.position, item.residual, item.credit_doc,
                   CASE WHEN is_full THEN %(full)s + closed.number END AS full_id,
                   CASE WHEN is_full THEN (%(full)s + closed.number)::text
                        ELSE 'P' || (%(partial)s + closed.number) END AS matching_number
              FROM item JOIN closed USING (credit_doc)
            """,
            full=bases["full"],
            partial=bases["partial"],
        )
    )
    cr.execute("CREATE INDEX ON ledger_matched (doc, position)")
    cr.execute("ANALYZE ledger_matched")
    cr.execute(
        """
        CREATE TEMP TABLE ledger_state ON COMMIT DROP AS
        WITH used AS (
            SELECT credit_doc AS number, sum(amount) AS amount FROM ledger_partial GROUP BY 1
         UNION ALL
            SELECT debit_doc, sum(amount) FROM ledger_partial GROUP BY 1
        ), paid AS (
            SELECT credit_doc AS number, bool_and(doc.amount = used.amount) AS all_paid
              FROM ledger_partial
              JOIN ledger_doc AS doc ON doc.number = debit_doc
              JOIN used ON used.number = debit_doc
             GROUP BY credit_doc
        )
        SELECT doc.number, doc.amount - used.amount AS residual,
               CASE WHEN doc.kind = 'payment' THEN 'not_paid'
                    WHEN doc.amount > used.amount THEN 'partial'
                    WHEN doc.credited THEN 'reversed'
                    ELSE 'paid' END AS payment_state,
               CASE WHEN all_paid THEN 'paid' ELSE 'in_process' END AS state
          FROM used JOIN ledger_doc AS doc USING (number) LEFT JOIN paid USING (number)
        """
    )
    cr.execute("CREATE INDEX ON ledger_state (number)")
    cr.execute("ANALYZE ledger_state")


def write_full_reconciles(env):
    """Insert the full reconciles, before the items that refer to them."""
    env.cr.execute(
        SQL(
            """
            INSERT INTO account_full_reconcile (id, create_uid, write_uid, create_date, write_date)
            SELECT DISTINCT full_id, %(uid)s, %(uid)s, now(), now()
              FROM ledger_matched WHERE full_id IS NOT NULL
            """,
            uid=env.uid,
        )
    )
    env.cr.execute("ANALYZE account_full_reconcile")


def write_partials(env, bases):
    """Insert the partials, and the link from each invoice to the payments it received."""
    currency = env.company.currency_id.id
    env.cr.execute(
        SQL(
            """
            INSERT INTO account_partial_reconcile (
                   id, debit_move_id, credit_move_id, full_reconcile_id, company_id,
                   debit_currency_id, credit_currency_id, max_date,
                   amount, debit_amount_currency, credit_amount_currency,
                   create_uid, write_uid, create_date, write_date)
            SELECT %(partial)s + number, %(debit)s, %(credit)s, matched.full_id, %(company)s,
                   %(currency)s, %(currency)s, date, amount, amount, amount,
                   %(uid)s, %(uid)s, date, date
              FROM ledger_partial AS partial
              JOIN ledger_matched AS matched
                ON matched.doc = partial.credit_doc AND matched.position = partial.credit_position
             ORDER BY number
            """,
            partial=bases["partial"],
            debit=line_id(bases, "partial.debit_doc", "partial.debit_position"),
            credit=line_id(bases, "partial.credit_doc", "partial.credit_position"),
            company=env.company.id,
            currency=currency,
            uid=env.uid,
        )
    )
    env.cr.execute(
        """
        INSERT INTO account_move__account_payment (invoice_id, payment_id)
        SELECT DISTINCT invoice.move_id, credit.payment_id
          FROM ledger_partial AS partial
          JOIN ledger_doc AS invoice ON invoice.number = partial.debit_doc
          JOIN ledger_doc AS credit ON credit.number = partial.credit_doc
         WHERE credit.payment_id IS NOT NULL
        """
    )
