"""Decide which documents exist and what settled what, in temporary tables.

An invoice is settled by *intervals* of its amount: a payment of the whole is [0, amount),
half of it [0, amount / 2), the second of three installments [0.3, 0.6) x amount. Crossing
these intervals with those of the receivable lines gives every partial, in one query.

Amounts are whole multiples of 30, so that 20 % tax and 30/30/40 % shares stay whole.
"""

from dataclasses import dataclass, fields

from odoo.tools import SQL

from .templates import TOTAL

NORMAL = SQL("(random() + random() + random() + random() - 2) * 1.732")
"""About normal, mean 0 and deviation 1; ``random_normal()`` needs PostgreSQL 16."""

BIG = "BIG"
"""Reference of the customer with 600 open invoices and 1,000 open credits."""


@dataclass(frozen=True)
class Size:
    """How many documents of each sort; shares of settled invoices are in ``_plan_invoices``."""

    customers: int = 2_000
    invoices: int = 100_000
    open_invoices: int = 20_400
    open_refunds: int = 1_000
    unallocated_payments: int = 3_000
    unallocated_customers: int = 1_100
    big_invoices: int = 600
    big_credits: int = 1_000

    @classmethod
    def scaled(cls, scale):
        return cls(**{f.name: max(2, round(f.default * scale)) for f in fields(cls)})


def plan_ledger(cr, size, today):
    """Create and fill ``ledger_doc``, ``ledger_settlement`` and ``ledger_partial``."""
    cr.execute("SELECT setseed(0.19)")
    _plan_invoices(cr, size, today)
    _plan_settlements(cr)
    _plan_credits(cr, size, today)
    _number_documents(cr)
    _plan_partials(cr)


def _plan_invoices(cr, size, today):
    """Draw the invoices of three years, and the fate of each: the oldest are settled first.

    Customers follow a power law (the first has about 1.5 % of all invoices), dates lean to
    the recent ones. Of 73,000 settled invoices that are not paid by installment, 58,000
    are paid by one payment, 9,000 by a payment for several, 2,000 by half, 4,000 credited.
    """
    cr.execute(
        SQL(
            """
            CREATE TEMP TABLE ledger_invoice ON COMMIT DROP AS
            WITH drawn AS (
                SELECT number,
                       CASE WHEN number > %(regular)s THEN %(customers)s
                            ELSE 1 + floor(power(random(), 1.8) * (%(customers)s - 1))
                       END::int AS customer,
                       CASE WHEN random() < 1 / 3.0 AND number <= %(regular)s
                            THEN 'installments' ELSE 'invoice' END AS kind,
                       %(today)s::date - floor((2 - sqrt(random() * 3 + 1)) * 1095)::int AS date,
                       30 * greatest(1, round(exp(3.3 + 0.9 * (%(normal)s))))::int AS amount,
                       %(normal)s AS delay, random() AS by_installment, random() AS lot
                  FROM generate_series(1, %(invoices)s) AS number
            ), aged AS (
                SELECT *, row_number() OVER (
                           ORDER BY number > %(regular)s, date + (120 * delay)::int, number
                       ) AS age
                  FROM drawn
            )
            SELECT number, 'I' || number AS key, customer, kind, date, amount,
                   CASE WHEN age > %(settled)s THEN 'open'
                        WHEN kind = 'installments' AND by_installment < 0.190 THEN 'three'
                        WHEN kind = 'installments' AND by_installment < 0.228 THEN 'two'
                        WHEN lot < 0.0274 THEN 'half'
                        WHEN lot < 0.0548 THEN 'credited'
                        WHEN lot < 0.0822 THEN 'partly credited'
                        WHEN lot < 0.2055 THEN 'grouped'
                        ELSE 'whole'
                   END AS fate
              FROM aged
            """,
            customers=size.customers,
            invoices=size.invoices,
            regular=size.invoices - size.big_invoices,
            settled=size.invoices - size.big_invoices - size.open_invoices,
            today=today,
            normal=NORMAL,
        )
    )


def _plan_settlements(cr):
    """One row an interval of an invoice that one credit settles, ``wait`` days later."""
    cr.execute(
        """
        CREATE TEMP TABLE ledger_settlement ON COMMIT DROP AS
        SELECT 'payment' AS kind, 'W' || number AS credit, key AS invoice,
               0.0 AS paid_from, amount::numeric AS paid_to, 10 + number % 75 AS wait
          FROM ledger_invoice WHERE fate = 'whole'
     UNION ALL
        SELECT 'payment', 'H' || number, key, 0, amount / 2, 10 + number % 75
          FROM ledger_invoice WHERE fate = 'half'
     UNION ALL
        SELECT 'payment',
               'G' || customer || '/'
                   || (row_number() OVER (PARTITION BY customer ORDER BY date, number) - 1) / 3,
               key, 0, amount, 10 + number % 75
          FROM ledger_invoice WHERE fate = 'grouped'
     UNION ALL
        SELECT 'payment', 'P' || number || '/' || part, key,
               low * amount, high * amount, 30 * part + number % 20
          FROM ledger_invoice
          JOIN (VALUES (1, 0.0, 0.3), (2, 0.3, 0.6), (3, 0.6, 1.0)) AS part (part, low, high)
            ON fate = 'three' OR fate = 'two' AND part < 3
     UNION ALL
        SELECT 'refund', 'C' || number, key, 0,
               CASE fate WHEN 'credited' THEN amount ELSE 30 * greatest(1, amount / 90) END,
               5 + number % 30
          FROM ledger_invoice WHERE fate IN ('credited', 'partly credited')
        """
    )


def _plan_credits(cr, size, today):
    """The payments and credit notes: those that settle something, then the open ones.

    One payment in 58 for a whole invoice is over-paid by 30 to 150.
    """
    cr.execute(
        SQL(
            """
            CREATE TEMP TABLE ledger_credit ON COMMIT DROP AS
            SELECT settlement.kind, credit AS key, customer,
                   least(%(today)s::date, max(date + wait)) AS date,
                   sum(paid_to - paid_from) + CASE
                       WHEN credit LIKE 'W%%' AND min(number) %% 58 = 0
                       THEN 30 * (1 + min(number) %% 5) ELSE 0 END AS amount
              FROM ledger_settlement AS settlement
              JOIN ledger_invoice AS invoice ON invoice.key = settlement.invoice
             GROUP BY settlement.kind, credit, customer
         UNION ALL
            SELECT 'payment', 'U' || number,
                   1 + (number - 1) %% %(owing)s * (%(customers)s - 1) / %(owing)s,
                   %(today)s::date - floor(random() * 300)::int,
                   30 * greatest(1, round(exp(3.3 + 0.9 * (%(normal)s))))
              FROM generate_series(1, %(unallocated)s) AS number
         UNION ALL
            SELECT 'payment', 'B' || number, %(customers)s,
                   %(today)s::date - floor(random() * 700)::int,
                   30 * greatest(1, round(exp(3.3 + 0.9 * (%(normal)s))))
              FROM generate_series(1, %(big_credits)s) AS number
         UNION ALL
            SELECT 'refund', 'R' || number, 1 + floor(random() * (%(customers)s - 1))::int,
                   %(today)s::date - floor(random() * 300)::int,
                   30 * greatest(1, round(exp(2 + 0.9 * (%(normal)s))))
              FROM generate_series(1, %(open_refunds)s) AS number
            """,
            today=today,
            customers=size.customers,
            owing=size.unallocated_customers,
            unallocated=size.unallocated_payments,
            big_credits=size.big_credits,
            open_refunds=size.open_refunds,
            normal=NORMAL,
        )
    )


def _number_documents(cr):
    """Put every document in order of date, and name it as its journal's sequence would.

    Numbers start above 1,000: the lower ones belong to what the database already holds.
    """
    cr.execute(
        SQL(
            """
            CREATE TEMP TABLE ledger_doc ON COMMIT DROP AS
            WITH dated AS (
                SELECT key, kind, customer, date, amount::numeric, fate = 'credited' AS credited
                  FROM ledger_invoice
             UNION ALL
                SELECT key, kind, customer, date, amount::numeric, FALSE FROM ledger_credit
            ), prefixed AS (
                SELECT dated.*, template.move_id AS template_id, template.name AS template_name,
                       template.date AS template_date, template.payment_id AS template_payment_id,
                       replace(template.sequence_prefix, to_char(template.date, 'YYYY'),
                               to_char(dated.date, 'YYYY')) AS prefix
                  FROM dated JOIN ledger_template AS template USING (kind)
            ), numbered AS (
                SELECT *, amount / %(total)s AS factor,
                       row_number() OVER (ORDER BY date, key) AS number,
                       1000 + row_number() OVER (PARTITION BY prefix ORDER BY date, key) AS rank
                  FROM prefixed
            )
            SELECT *, prefix || lpad(rank::text, GREATEST(5, length(rank::text)), '0') AS name
              FROM numbered
            """,
            total=TOTAL,
        )
    )
    cr.execute("CREATE INDEX ON ledger_doc (key)")
    cr.execute("ANALYZE ledger_doc")


def _plan_partials(cr):
    """Cross the settled intervals with those of the invoices' receivable lines."""
    cr.execute(
        """
        CREATE TEMP TABLE ledger_partial ON COMMIT DROP AS
        SELECT row_number() OVER (ORDER BY credit.number, invoice.number, debit.position) AS number,
               invoice.number AS debit_doc, debit.position AS debit_position,
               credit.number AS credit_doc, side.position AS credit_position,
               greatest(invoice.date, credit.date) AS date,
               least(paid_to, invoice.amount * debit.high)
                   - greatest(paid_from, invoice.amount * debit.low) AS amount
          FROM ledger_settlement AS settlement
          JOIN ledger_doc AS invoice ON invoice.key = settlement.invoice
          JOIN ledger_doc AS credit ON credit.key = settlement.credit
          JOIN ledger_template_line AS debit ON debit.kind = invoice.kind AND debit.high IS NOT NULL
          JOIN ledger_template_line AS side ON side.kind = credit.kind AND side.high IS NOT NULL
         WHERE least(paid_to, invoice.amount * debit.high)
                   > greatest(paid_from, invoice.amount * debit.low)
        """
    )
    cr.execute("ANALYZE ledger_partial")
