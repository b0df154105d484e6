"""The payments of a period, one row each, as the accountant receives them."""

from decimal import Decimal

from odoo.fields import Domain
from odoo.tools import SQL

from .method_names import method_translator

METHOD = 6  # place of the method among the texts of a row


def export_domain(company, date_from, date_to):
    """Registered customer payments booked in the period, whatever became of them since.

    Money given back to customers is there too, below zero.
    """
    return (
        Domain("company_id", "=", company.id)
        & Domain("partner_type", "=", "customer")
        & Domain("collection_state", "not in", ("draft", "scheduled", "cancelled"))
        & Domain("move_id.state", "=", "posted")
        & Domain("move_id.date", ">=", date_from)
        & Domain("move_id.date", "<=", date_to)
    )


def column_labels(env):
    """Titles of the columns; amounts come last, that of the company at the very end."""
    return [
        env._("Number"),
        env._("Date"),
        env._("Received on"),
        env._("Customer code"),
        env._("Customer"),
        env._("Paid by"),
        env._("Payment method"),
        env._("Journal"),
        env._("Reference"),
        env._("Status"),
        env._("Journal entry"),
        env._("Receivable account"),
        env._("Bank account"),
        env._("Currency"),
        env._("Deductions"),
        env._("Amount"),
        env._("Amount in %(currency)s", currency=env.company.currency_id.name),
    ]


def fetch_rows(env, domain):
    """Read the payments of ``domain``, by date and number, in one query.

    :return: (ids, rows): rows in the order of ``column_labels()``
    """
    env.flush_all()
    records = env.execute_query(export_query(env, domain))
    states = selection_labels(env, "collection_state")
    codes, translate = account_codes(env, records), method_translator(env)
    rows = []
    for _id, digits, *texts, state, entry, receivable, bank, currency, kept, amount, own in records:
        texts[METHOD] = translate(texts[METHOD])
        receivables = " ".join(sorted(codes[account] for account in receivable))
        rows.append(
            (
                *(*texts, states[state], entry, receivables, codes.get(bank), currency),
                *(Decimal(f"{paid:.{digits}f}") for paid in (kept, amount)),
                Decimal(f"{own:.{env.company.currency_id.decimal_places}f}"),
            )
        )
    return [record[0] for record in records], rows


def selection_labels(env, fname):
    field = env["account.payment"]._fields[fname]
    return dict(field._description_selection(env))


def account_codes(env, records):
    """Codes of the accounts in ``records``: which they are is no secret of the accounts."""
    ids = {account for record in records for account in (*record[-6], record[-5]) if account}
    # Codes of the accounts of payments that the user exports.
    return {account.id: account.code or "" for account in env["account.account"].sudo().browse(ids)}


def export_query(env, domain):
    Payment = env["account.payment"]
    query = Payment._search(domain)
    payment = query.table

    def join(alias, column, table):
        return query.left_join(alias, column, table, "id", column)

    move = join(payment, "move_id", "account_move")
    names = {
        "payment": payment,
        "move": move,
        "customer": join(
            join(payment, "partner_id", "res_partner"), "commercial_partner_id", "res_partner"
        ),
        "payer": join(payment, "payer_id", "res_partner"),
        "journal": join(payment, "journal_id", "account_journal"),
        "currency": join(payment, "currency_id", "res_currency"),
    }
    names = {name: SQL.identifier(alias) for name, alias in names.items()}
    query.order = SQL("%(move)s.date, %(payment)s.name, %(payment)s.id", **names)
    return query.select(
        SQL("%(payment)s.id", **names),
        SQL("%(currency)s.decimal_places", **names),
        SQL("%(payment)s.name", **names),
        SQL("%(move)s.date", **names),
        SQL("%(payment)s.received_date", **names),
        SQL("%(customer)s.ref", **names),
        SQL("%(customer)s.name", **names),
        SQL("%(payer)s.name", **names),
        SQL("%(payment)s.method_name", **names),
        SQL("%(journal)s.code", **names),
        SQL(
            "COALESCE(NULLIF(%(payment)s.payment_reference, ''),"
            " NULLIF(%(payment)s.instrument_number, ''), %(payment)s.memo)",
            **names,
        ),
        SQL("%(payment)s.collection_state", **names),
        SQL("%(move)s.name", **names),
        SQL(
            """ARRAY(SELECT DISTINCT line.account_id
                       FROM account_move_line AS line
                       JOIN account_account AS account ON account.id = line.account_id
                      WHERE line.move_id = %(move)s.id
                        AND account.account_type = 'asset_receivable'
                        AND line.is_retained IS NOT TRUE)""",
            **names,
        ),
        SQL("%(payment)s.outstanding_account_id", **names),
        SQL("%(currency)s.name", **names),
        Payment._deducted_sql(names["payment"]),
        SQL(
            "CASE %(payment)s.payment_type WHEN 'outbound' THEN -1 ELSE 1 END * %(payment)s.amount",
            **names,
        ),
        SQL("%(payment)s.amount_company_currency_signed", **names),
    )
