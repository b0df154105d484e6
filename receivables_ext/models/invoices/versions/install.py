"""Version 1.0 of what was registered before versions were kept, by SQL: seconds, not hours.

The content is that of ``content.py``, which a test holds beside it. No file is made: none is known
to be the one that was sent.
"""

from .content import DOCUMENTS, OWN_LINES


def write_first_versions(env):
    """Write version 1.0 of every registered document that has none.

    :return: how many were written
    """
    env.flush_all()
    kinds, lines = tuple(DOCUMENTS), tuple(OWN_LINES)
    env.cr.execute(VERSIONS, {"kinds": kinds, "lines": lines, "lang": env.company.partner_id.lang})
    written = env.cr.rowcount
    env.cr.execute(COUNTS)
    env.invalidate_all()
    return written


# Each table is read once, whatever the number of documents.
VERSIONS = """
    WITH document AS (
        SELECT move.*
          FROM account_move move
         WHERE move.move_type IN %(kinds)s
           AND move.state = 'posted'
           AND NOT EXISTS (SELECT FROM receivables_revision known WHERE known.move_id = move.id)
    ), tax AS (
        SELECT applied.account_move_line_id AS line_id,
               jsonb_agg(COALESCE(tax.name ->> %(lang)s, tax.name ->> 'en_US')
                         ORDER BY tax.sequence, tax.id) AS names
          FROM account_move_line_account_tax_rel applied
          JOIN account_tax tax ON tax.id = applied.account_tax_id
      GROUP BY applied.account_move_line_id
    ), entered AS (
        SELECT line.move_id,
               jsonb_agg(
                   CASE WHEN line.display_type = 'product' THEN jsonb_build_object(
                       'description', COALESCE(line.name, ''),
                       'kind', 'product',
                       'quantity', line.quantity,
                       'price_unit', line.price_unit,
                       'discount', COALESCE(line.discount, 0),
                       'taxes', COALESCE(tax.names, '[]'::jsonb),
                       'subtotal', line.price_subtotal)
                   ELSE jsonb_build_object(
                       'description', COALESCE(line.name, ''), 'kind', line.display_type)
                   END ORDER BY line.sequence, line.id) AS lines
          FROM account_move_line line
          JOIN document ON document.id = line.move_id
     LEFT JOIN tax ON tax.line_id = line.id
         WHERE line.display_type IN %(lines)s
      GROUP BY line.move_id
    ), due AS (
        SELECT line.move_id,
               jsonb_agg(jsonb_build_array(line.date_maturity, ABS(line.amount_currency))
                         ORDER BY line.date_maturity, line.id) AS parts
          FROM account_move_line line
          JOIN document ON document.id = line.move_id
         WHERE line.display_type = 'payment_term'
      GROUP BY line.move_id
    )
    INSERT INTO receivables_revision (
           move_id, move_name, move_type, rank, number, registered_on, user_id, is_taken_over,
           partner_id, company_id, currency_id, invoice_date, amount_untaxed, amount_total,
           turnover_amount, content, create_uid, create_date, write_uid, write_date)
    SELECT document.id, document.name, document.move_type, 0, '1.0',
           document.create_date, document.create_uid, TRUE,
           document.partner_id, document.company_id, document.currency_id,
           document.invoice_date, document.amount_untaxed, document.amount_total,
           document.amount_untaxed_signed,
           jsonb_build_object(
               'customer', COALESCE(partner.complete_name, partner.name),
               'currency', currency.name,
               'date', document.invoice_date,
               'lines', COALESCE(entered.lines, '[]'::jsonb),
               'due', COALESCE(due.parts, '[]'::jsonb)),
           1, NOW() AT TIME ZONE 'UTC', 1, NOW() AT TIME ZONE 'UTC'
      FROM document
      JOIN res_currency currency ON currency.id = document.currency_id
 LEFT JOIN res_partner partner ON partner.id = document.partner_id
 LEFT JOIN entered ON entered.move_id = document.id
 LEFT JOIN due ON due.move_id = document.id
"""

COUNTS = """
    UPDATE account_move move
       SET revision_count = version.rank + 1,
           turnover_amount = CASE WHEN move.state = 'cancel' THEN 0
                                  ELSE version.turnover_amount END
      FROM receivables_revision version
     WHERE version.move_id = move.id
       AND version.rank = 0
       AND version.is_taken_over
       AND COALESCE(move.revision_count, 0) = 0
"""
