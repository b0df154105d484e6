"""What a version keeps of a document, as plain values: see ``rules/revisions.py``.

``install.py`` writes the same by SQL, for what was registered before this module came.
"""

from odoo import fields

from ....rules import revisions

DOCUMENTS = ("out_invoice", "out_refund", "out_receipt")
"""Kinds of entries that have versions."""
OWN_LINES = ("product", "line_section", "line_subsection", "line_note")
"""Kinds of lines that people enter; the others follow from them."""


def documents(moves):
    """Those of ``moves`` that have versions."""
    return moves.filtered(lambda move: move.move_type in DOCUMENTS)


def prepare_versions(moves):
    """Values of the versions of ``moves``, just registered, in the words of their user."""
    return [prepare_version(move) for move in moves]


def prepare_version(move):
    parts = move.line_ids.filtered(lambda line: line.display_type == "payment_term")
    return {
        "move_id": move.id,
        "move_name": move.name,
        "move_type": move.move_type,
        "rank": move.revision_count,
        "number": revisions.number(move.revision_count),
        "user_id": move.env.uid,
        "partner_id": move.partner_id.id,
        "company_id": move.company_id.id,
        "currency_id": move.currency_id.id,
        "invoice_date": move.invoice_date,
        "amount_untaxed": move.amount_untaxed,
        "amount_total": move.amount_total,
        "turnover_amount": move.amount_untaxed_signed,
        "content": {
            "customer": move.partner_id.display_name,
            "currency": move.currency_id.name,
            "date": fields.Date.to_string(move.invoice_date),
            "lines": [_line_content(line) for line in _in_order(move.invoice_line_ids)],
            "due": [
                [fields.Date.to_string(line.date_maturity), abs(line.amount_currency)]
                for line in _in_order(parts, "date_maturity")
            ],
        },
    }


def _in_order(lines, name="sequence"):
    # An item may have no due date: core lets a module, or an import, leave it out.
    return lines.sorted(lambda line: (bool(line[name]), line[name] or 0, line.id))


def _line_content(line):
    if line.display_type != "product":
        return {"description": line.name or "", "kind": line.display_type}
    return {
        "description": line.name or line.product_id.display_name or "",
        "kind": "product",
        "quantity": line.quantity,
        "price_unit": line.price_unit,
        "discount": line.discount,
        "taxes": line.tax_ids.mapped("name"),
        "subtotal": line.price_subtotal,
    }
