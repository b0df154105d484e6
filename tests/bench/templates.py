"""One posted document of each shape, made by the ORM: the ledger is cloned from these rows.

Making them by the ORM means that every column, those of installed addons included, holds
what Odoo writes there; the clones then differ only by customer, date, number and amount.
"""

from odoo import Command
from odoo.tools import SQL

TOTAL = 1200
"""Tax-included total of every template, in the company's currency."""


def create_customer(env):
    """Return the customer whose row every other customer is cloned from."""
    return env["res.partner"].create(
        {
            "name": "Ledger template",
            "ref": "TEMPLATE",
            "is_company": True,
            "customer_rank": 1,
            "country_id": env.ref("base.fr").id,
        }
    )


def create_documents(env, customer):
    """Return one posted entry of each kind: ``{kind: account.move}``."""
    terms = _create_terms(env)
    payment = env["account.payment"].create(
        {
            "payment_type": "inbound",
            "partner_type": "customer",
            "partner_id": customer.id,
            "amount": TOTAL,
            "journal_id": _journal(env, "bank").id,
        }
    )
    payment.action_post()
    documents = {
        "invoice": _post_invoice(env, customer, "out_invoice", terms["invoice"]),
        "installments": _post_invoice(env, customer, "out_invoice", terms["installments"]),
        "refund": _post_invoice(env, customer, "out_refund", terms["refund"]),
        "payment": payment.move_id,
    }
    env.flush_all()
    return documents


def describe_documents(env, documents):
    """Fill the temporary tables that say what to clone and where the receivable lines are.

    ``low`` and ``high`` bound the share of the document's total that a receivable line
    stands for, in order of due date: 0 and 0.3 for the first of three installments.
    """
    rows = SQL(", ").join(SQL("(%s, %s)", kind, move.id) for kind, move in documents.items())
    env.cr.execute(
        SQL(
            """
            CREATE TEMP TABLE ledger_template ON COMMIT DROP AS
            SELECT kind.name AS kind, move.id AS move_id, move.name, move.date,
                   move.sequence_prefix, move.origin_payment_id AS payment_id
              FROM (VALUES %(rows)s) AS kind (name, move_id)
              JOIN account_move AS move ON move.id = kind.move_id
            """,
            rows=rows,
        )
    )
    env.cr.execute(
        SQL(
            """
            CREATE TEMP TABLE ledger_template_line ON COMMIT DROP AS
            SELECT template.kind, line.id AS line_id,
                   row_number() OVER (PARTITION BY template.kind ORDER BY line.id) - 1 AS position,
                   due.low, due.high
              FROM ledger_template AS template
              JOIN account_move_line AS line ON line.move_id = template.move_id
         LEFT JOIN (
                   SELECT line.id, abs(line.balance) / %(total)s AS share,
                          sum(abs(line.balance)) OVER earlier / %(total)s AS high,
                          (sum(abs(line.balance)) OVER earlier - abs(line.balance)) / %(total)s
                              AS low
                     FROM account_move_line AS line
                     JOIN account_account AS account ON account.id = line.account_id
                    WHERE account.account_type = 'asset_receivable'
                   WINDOW earlier AS (
                          PARTITION BY line.move_id ORDER BY line.date_maturity, line.id)
                   ) AS due ON due.id = line.id
            """,
            total=TOTAL,
        )
    )


def _create_terms(env):
    """Payment terms by kind: at 30 days, 30/30/40 % in three months, none."""
    at_30_days, in_three = env["account.payment.term"].create(
        [
            {"name": "30 days", "line_ids": [_term_line(100, 30)]},
            {
                "name": "30/30/40 in three months",
                "line_ids": [_term_line(30, 30), _term_line(30, 60), _term_line(40, 90)],
            },
        ]
    )
    return {"invoice": at_30_days, "installments": in_three, "refund": at_30_days.browse()}


def _term_line(percent, days):
    return Command.create({"value": "percent", "value_amount": percent, "nb_days": days})


def _post_invoice(env, customer, move_type, term):
    move = env["account.move"].create(
        {
            "move_type": move_type,
            "partner_id": customer.id,
            "journal_id": _journal(env, "sale").id,
            "invoice_date": env.cr.now().date(),
            "invoice_payment_term_id": term.id,
            "invoice_line_ids": [
                Command.create(
                    {
                        "name": "Service",
                        "price_unit": 1000,
                        "tax_ids": [Command.set(_sale_tax(env).ids)],
                    }
                )
            ],
        }
    )
    move.action_post()
    if move.amount_total != TOTAL:
        raise ValueError(f"The template must total {TOTAL}, not {move.amount_total}")
    return move


def _sale_tax(env):
    """Any 20 % tax on sales, not included in the price."""
    taxes = env["account.tax"].search(
        [
            ("company_id", "=", env.company.id),
            ("type_tax_use", "=", "sale"),
            ("amount_type", "=", "percent"),
            ("amount", "=", 20),
        ]
    )
    return taxes.filtered(lambda tax: not tax.price_include)[:1]


def _journal(env, journal_type):
    return env["account.journal"].search(
        [("company_id", "=", env.company.id), ("type", "=", journal_type)], limit=1
    )
