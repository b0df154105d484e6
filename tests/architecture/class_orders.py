"""The order in which the classes of core models call each other: the outermost first.

``BEFORE`` is what it was when files were sorted by core model, ``NOW`` follows the floors of the
rooms. What two classes define both, and whose order changed, was looked at one by one:

- ``account.payment._synchronize_to_moves``: the payer now merges lines before the station follows
  the payment. They write other fields of other records.
- ``account.payment.unlink``: receipts were inside the lock of registered payments and would now
  be outside. They override ``_before_deleting()`` instead, which the lock calls where
  ``unlink()`` was.
- ``account.payment._replacement_values``: the station was a class around the others; it is now
  one of the values of the base.
- ``account.move.button_draft``: the lock of payments is now outside the guard of walk-in
  documents. No entry is both, and both only refuse.
- ``account.move.write`` and ``create``: the station, the note *paid, not recorded* and the lock
  of payments are asked in another order. All three refuse before anything is written.
- ``account.move.write``, what receipts did after it: they listen to the ledger, which tells them
  once core has written, as before.
- ``account.payment.register._create_payments``: walk-in documents are looked at after duplicates
  and not before. Both refuse before anything is created.

Added since: ``account_payment.beyond_money`` of entry and corrections (the latter says what the
former books), and ``allocation.account_move``, whose ``_post()`` allocates again what a document
had settled before the credits of the customer are applied above it. ``credits`` and ``schedule``
add figures of the customer to a payment and override nothing; ``entry.habits`` overrides
``onchange()`` outside ``registration``: it gives defaults, and the check of what is named follows.
``missing`` refuses before ``credits`` opens the dialog; ``invoices.deposits.account_payment`` adds
what is said of a payment and overrides nothing.
``payments.cash_terms`` is outside ``credits``: credits are applied first, the cash of a term
settles what remains; below ``corrections``, which locks its marks. ``payments.discount`` is outside
``corrections``: it completes what is to be registered; ``payments.deductions`` outside both, which
adds to what they book. ``payments.discount.closing`` is what a payment shares with its dialog.
``invoices.life_cycle.account_move.search`` and ``schedule.agreements`` override nothing.
``payments.pile`` adds fields and overrides nothing. ``remittances`` is the outermost: it adds its
reason why a payment was transferred, and what a correction takes over, to those below.
``invoices.versions`` is the outermost of entries and their items: it refuses before anything is
written, and writes a version once a document is registered and its credits are applied.
"""

BEFORE = {
    "account.payment": [
        "models.account_payment.definitive",
        "models.account_payment.receipt",
        "models.account_payment.preview",
        "models.account_payment.export",
        "models.account_payment.scheduled",
        "models.account_payment.station",
        "models.account_payment.reception",
        "models.account_payment.evidence",
        "models.account_payment.duplicates",
        "models.account_payment.details",
        "models.account_payment.payer",
        "models.account_payment.registration",
        "models.account_payment.refunds",
        "models.account_payment.lifecycle",
        "models.account_payment.allocation",
        "models.receivables_station_stamp",
    ],
    "account.move": [
        "models.account_move.walk_in",
        "models.account_move.station",
        "models.account_move.settled_outside",
        "models.account_move.scheduled_payments",
        "models.account_move.receipts",
        "models.account_move.receipt_preview",
        "models.account_move.receipt_evidence",
        "models.account_move.payment_entry",
        "models.account_move.installments",
        "models.account_move.credits",
        "models.receivables_station_stamp",
    ],
    "account.move.line": [
        "models.account_move_line.payment_entry",
        "models.account_move_line.open_items",
        "models.account_move_line.installments",
        "models.account_move_line.expected_date",
    ],
}

NOW = {
    "account.payment": [
        "models.remittances.account_payment",
        "models.invoices.deposits.account_payment",
        "models.receipts.account_payment",
        "models.schedule.account_payment",
        "models.payments.pile.account_payment",
        "models.payments.deductions.account_payment",
        "models.payments.discount.account_payment.entry_again",
        "models.payments.discount.account_payment.closing",
        "models.payments.corrections.account_payment.definitive",
        "models.payments.corrections.account_payment.posting",
        "models.payments.corrections.account_payment.refunds",
        "models.payments.corrections.account_payment.beyond_money",
        "models.payments.corrections.account_payment.lifecycle",
        "models.payments.cash_terms.account_payment",
        "models.payments.credits.account_payment",
        "models.payments.entry.account_payment.held",
        "models.payments.entry.account_payment.preview",
        "models.payments.entry.account_payment.export",
        "models.payments.entry.account_payment.scheduled",
        "models.payments.entry.account_payment.reception",
        "models.payments.entry.account_payment.evidence",
        "models.payments.entry.account_payment.habits",
        "models.payments.entry.account_payment.duplicates",
        "models.payments.entry.account_payment.details",
        "models.payments.entry.account_payment.payer",
        "models.payments.entry.account_payment.beyond_money",
        "models.payments.entry.account_payment.registration",
        "models.payments.entry.account_payment.left",
        "models.payments.entry.account_payment.allocation",
        "models.stations.account_payment",
        "models.stations.stamp",
        "models.payments.discount.closing",
    ],
    "account.move": [
        "models.invoices.life_cycle.account_move.search",
        "models.invoices.life_cycle.account_move.own",
        "models.invoices.life_cycle.account_move.status",
        "models.invoices.versions.account_move.replace",
        "models.invoices.versions.account_move.modify",
        "models.invoices.versions.account_move.registered",
        "models.receipts.account_move.receipts",
        "models.receipts.account_move.preview",
        "models.receipts.account_move.evidence",
        "models.schedule.agreements.account_move",
        "models.schedule.account_move",
        "models.payments.deductions.account_move",
        "models.payments.corrections.account_move",
        "models.payments.cash_terms.account_move",
        "models.payments.credits.account_move.settled_outside",
        "models.payments.credits.account_move.missing",
        "models.payments.credits.account_move.credits",
        "models.payments.entry.account_move",
        "models.walk_ins.account_move",
        "models.allocation.account_move",
        "models.stations.account_move",
        "models.ledger.account_move",
        "models.stations.stamp",
    ],
    "account.move.line": [
        "models.invoices.versions.account_move_line",
        "models.schedule.account_move_line.installments",
        "models.schedule.account_move_line.expected_date",
        "models.payments.corrections.account_move_line",
        "models.allocation.account_move_line",
        "models.ledger.account_move_line",
    ],
}
