"""The reasons that came with the module say which means of payment are returned for them."""

BANK_ORDERS = ("direct_debit", "transfer", "bill", "note")
MEANS_OF = {
    **dict.fromkeys(("AC01", "AC04", "AC06", "AM04", "AM05", "BE05", "CNOR"), BANK_ORDERS),
    **dict.fromkeys(("MS02", "MS03"), BANK_ORDERS),
    **dict.fromkeys(("AG01", "MD01", "MD06", "MD07", "SL01"), ("direct_debit",)),
    **dict.fromkeys(("CHQ1", "CHQ2", "CHQ3"), ("cheque",)),
    **dict.fromkeys(("LCR1", "LCR2"), ("bill", "note")),
}


def migrate(cr, version):
    """Fill what a new database is given; reasons that a person added stay for all means."""
    for code, means in MEANS_OF.items():
        cr.execute(
            """INSERT INTO receivables_payment_means_receivables_return_reason_rel
                      (receivables_return_reason_id, receivables_payment_means_id)
               SELECT reason.id, means.id
                 FROM receivables_return_reason reason
                 JOIN ir_model_data data ON data.res_id = reason.id
                      AND data.model = 'receivables.return.reason'
                      AND data.module = 'receivables_ext'
                 JOIN receivables_payment_means means ON means.code IN %s
                WHERE reason.code = %s
                   ON CONFLICT DO NOTHING""",
            (means, code),
        )
