"""Write the planned ledger: every document is a copy of its template's rows.

Nothing is updated afterwards: residuals, states and matching numbers are computed in
``ledger_doc`` and ``ledger_matched`` first, so that tables are written once, in order.
"""

from odoo.tools import SQL

from .matching import compute_residuals, give_ids, write_full_reconciles, write_partials
from .rows import foreign_keys_trusted, insert, line_id, reserve_ids


def write_customers(env, template, size, big):
    """Clone the template customer; the last one is ``big``."""
    base = reserve_ids(env.cr, "res_partner", size.customers)
    env.cr.execute(
        SQL(
            """
            CREATE TEMP TABLE ledger_customer ON COMMIT DROP AS
            SELECT number AS customer, %(base)s + number AS partner_id,
                   CASE number WHEN %(last)s THEN %(big)s
                        ELSE 'C' || lpad(number::text, 5, '0') END AS ref
              FROM generate_series(1, %(last)s) AS number
            """,
            base=base,
            last=size.customers,
            big=big,
        )
    )
    name = SQL("'Customer ' || doc.ref")
    overrides = {
        "id": SQL("doc.partner_id"),
        "commercial_partner_id": SQL("doc.partner_id"),
        "ref": SQL("doc.ref"),
        "name": name,
        "complete_name": name,
        "commercial_company_name": name,
    }
    source = SQL("ledger_customer AS doc, res_partner AS t WHERE t.id = %s", template.id)
    insert(env, "res.partner", overrides, source)


def write_documents(env, template_customer):
    """Insert entries, items, payments, partials and full reconciles."""
    bases = give_ids(env.cr)
    compute_residuals(env.cr, bases)
    with foreign_keys_trusted(env.cr):
        write_full_reconciles(env)
        for model, overrides, source in (
            # A payment and its entry point at each other: the payment learns of it last.
            ("account.payment", _payment_columns(), _payment_source()),
            ("account.move", _move_columns(), _move_source()),
            ("account.move.line", _line_columns(bases), _line_source(bases)),
        ):
            columns = _document_columns(env[model], template_customer) | overrides
            insert(env, model, columns, source)
        env.cr.execute(
            "UPDATE account_payment SET move_id = doc.move_id"
            "  FROM ledger_doc AS doc WHERE doc.payment_id = account_payment.id"
        )
        write_partials(env, bases)
        for field in ("tax_ids", "tax_tag_ids"):
            _copy_relation(env, env["account.move.line"]._fields[field], bases)


def _document_columns(model, template_customer):
    """How a document's row differs from its template's, by type of field.

    Amounts are in proportion, dates shift together, texts that quote the document's name
    follow it, and whatever points at the template's customer points at the document's.
    """
    columns = {}
    for name, field in model._fields.items():
        column = SQL("t.%s", SQL.identifier(name))
        if field.type == "monetary" or name == "price_unit":
            columns[name] = SQL("round(%s * doc.factor, 2)", column)
        elif field.type == "date":
            columns[name] = SQL("%s + (doc.date - doc.template_date)", column)
        elif field.type == "char" and not field.translate:
            columns[name] = SQL("replace(%s, doc.template_name, doc.name)", column)
        elif field.type == "many2one" and field.comodel_name == "res.partner":
            columns[name] = SQL(
                "CASE %s WHEN %s THEN doc.partner_id ELSE %s END",
                column,
                template_customer.id,
                column,
            )
    return columns


def _payment_columns():
    return {
        "id": SQL("doc.payment_id"),
        "move_id": SQL("NULL"),
        "is_reconciled": SQL("coalesce(state.residual = 0, FALSE)"),
        "state": SQL("coalesce(state.state, 'in_process')"),
    }


def _payment_source():
    return SQL(
        """
        ledger_doc AS doc
        JOIN account_payment AS t ON t.id = doc.template_payment_id
        LEFT JOIN ledger_state AS state ON state.number = doc.number
        ORDER BY doc.number
        """
    )


def _move_columns():
    return {
        "id": SQL("doc.move_id"),
        "origin_payment_id": SQL("doc.payment_id"),
        "sequence_prefix": SQL("doc.prefix"),
        "sequence_number": SQL("doc.rank"),
        "invoice_partner_display_name": SQL("'Customer ' || doc.customer_ref"),
        "amount_residual": _residual("t.amount_residual"),
        "amount_residual_signed": _residual("t.amount_residual_signed"),
        "payment_state": SQL("coalesce(state.payment_state, t.payment_state)"),
    }


def _move_source():
    return SQL(
        """
        ledger_doc AS doc
        JOIN account_move AS t ON t.id = doc.template_id
        LEFT JOIN ledger_state AS state ON state.number = doc.number
        ORDER BY doc.number
        """
    )


def _line_columns(bases):
    return {
        "id": line_id(bases, "doc.number", "tl.position"),
        "move_id": SQL("doc.move_id"),
        "payment_id": SQL("doc.payment_id"),
        "amount_residual": _residual("t.amount_residual"),
        "amount_residual_currency": _residual("t.amount_residual_currency"),
        "reconciled": SQL("coalesce(state.residual = 0, t.reconciled)"),
        "full_reconcile_id": SQL("state.full_id"),
        "matching_number": SQL("state.matching_number"),
    }


def _line_source(bases):
    return SQL(
        """
        ledger_doc AS doc
        JOIN ledger_template_line AS tl ON tl.kind = doc.kind
        JOIN account_move_line AS t ON t.id = tl.line_id
        LEFT JOIN ledger_matched AS state
               ON state.doc = doc.number AND state.position = tl.position
        ORDER BY doc.number, tl.position
        """
    )


def _residual(column):
    """What is left of a matched row, with its template's sign; of another, all of it."""
    column = SQL.identifier(*column.split("."))
    return SQL("round(coalesce(sign(%s) * state.residual, %s * doc.factor), 2)", column, column)


def _copy_relation(env, field, bases):
    """Clone what a many2many field of the templates' items points at."""
    relation, item, other = map(SQL.identifier, (field.relation, field.column1, field.column2))
    env.cr.execute(
        SQL(
            """
            INSERT INTO %(relation)s (%(item)s, %(other)s)
            SELECT %(line_id)s, link.%(other)s
              FROM ledger_doc AS doc
              JOIN ledger_template_line AS tl ON tl.kind = doc.kind
              JOIN %(relation)s AS link ON link.%(item)s = tl.line_id
            """,
            relation=relation,
            item=item,
            other=other,
            line_id=line_id(bases, "doc.number", "tl.position"),
        )
    )
