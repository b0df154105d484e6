"""A. Around the definitive payment."""

from tests.attack.acts import (
    BOOKKEEPERS,
    ENTRY,
    FULL,
    ITEM,
    MATCH,
    PAYMENT,
    all_in_full,
    by_wizard,
    create,
    dialog,
    draft,
    items_of_another_entry,
    later_entry,
    load_with_entry,
    of_match,
    own_draft,
    own_reversal_beside,
    own_supplier_entry,
    press,
    renamed_method,
    supplier,
    take_out,
    write,
)
from tests.attack.attack import Attack
from tests.attack.town import MANAGER, STAFF

# Values of fields that reach the ledger or what is printed, one by one.
ENTRY_FIELDS = {
    "ref": "x",
    "date": "2020-01-01",
    "state": "draft",
    "name": "X/1",
    "amount_total_signed": 1.0,
    "invoice_date_due": "2035-01-01",
    "narration": "x",
    "payment_reference": "x",
    "auto_post": "monthly",
    "inalterable_hash": "x",
    "line_ids": [[5]],
}
ITEM_FIELDS = {
    "name": "x",
    "date_maturity": "2035-01-01",
    "ref": "x",
    "move_name": "x",
    "balance": 1.0,
    "amount_currency": 1.0,
    "parent_state": "draft",
    "date": "2020-01-01",
    "display_type": "line_note",
    "matching_number": "P1",
    "amount_residual": 5.0,
    "reconciled": False,
}
PAYMENT_FIELDS = {
    "amount": 1.0,
    "date": "2020-01-01",
    "memo": "x",
    "state": "draft",
    "name": "X/1",
    "collection_state": "returned",
    "received_date": "2020-01-01",
    "payment_reference": "x",
    "instrument_number": "x",
    "payment_type": "outbound",
    "partner_type": "supplier",
    "invoice_ids": [[5]],
    "move_id": False,
}

ATTACKS = [
    # 1. Foreign payment on our entry
    *(
        Attack(f"A1 {name}", act, own=name == "it takes it later")
        for name, act in {
            "a supplier's payment takes our entry": create(
                PAYMENT, lambda town: supplier(town, move_id=town.ours_entry)
            ),
            "it takes it later": later_entry(PAYMENT, "ours_entry"),
            "our entry is given to another payment": write(
                ENTRY, "ours_entry", origin_payment_id=lambda town: town.scheduled
            ),
            "our entry is given a new payment": write(
                ENTRY, "ours_entry", payment_ids=lambda town: [[0, 0, supplier(town)]]
            ),
            "our entry is taken from its payment": write(
                ENTRY, "ours_entry", payment_ids=lambda town: [[3, town.ours_payment, 0]]
            ),
            "another document takes our payment": write(
                ENTRY, "bill", payment_ids=lambda town: [[4, town.ours_payment, 0]]
            ),
            "an entry says that it is ours": create(
                ENTRY,
                lambda town: {"journal_id": town.bank, "origin_payment_id": town.ours_payment},
            ),
            "another invoice says that our payment is its own": write(
                ENTRY, "draft_invoice", matched_payment_ids=lambda town: [[4, town.ours_payment]]
            ),
        }.items()
    ),
    Attack("A1 imported from a file", load_with_entry, BOOKKEEPERS, refused=False),
    # 2. Another entry under our draft
    *(
        Attack(f"A2 {name}", create(PAYMENT, lambda town, n=name: draft(town, move_id=town.ids[n])))
        for name in ("bill", "draft_invoice", "foreign_entry", "ours_entry")
    ),
    # 3. Allocations edited in place
    *(
        Attack(f"A3 a match with {name}", write(MATCH, "ours_match", **{name: value}))
        for name, value in {
            "amount": 1.0,
            "debit_amount_currency": 100000.0,
            "max_date": "2020-01-01",
            "debit_move_id": lambda town: town.other_debt,
            "credit_move_id": lambda town: town.credit_item,
        }.items()
    ),
    Attack("A3 5,000 matched on a credit of 200", create(MATCH, of_match())),
    Attack(
        "A3 bank items matched by hand",
        create(MATCH, of_match(debit_move_id="ours_bank_item", credit_move_id="other_bank_item")),
    ),
    *(
        Attack(f"A3 {kind} said to be matched in full", create(FULL, all_in_full(kind)))
        for kind in ("ours", "foreign")
    ),
    Attack(
        "A3 said to be no longer matched in full",
        lambda town, call: call(FULL, "unlink", [town.other_full]),
    ),
    Attack(
        "A3 by the item",
        write(ITEM, "ours_debt", matched_credit_ids=lambda t: [[1, t.ours_match, {"amount": 1}]]),
    ),
    Attack(
        "A3 by the number that items share",
        write(ITEM, "credit_item", full_reconcile_id=lambda town: town.other_full),
    ),
    *(
        Attack(f"A3 {record} {name}", write(model, record, **{name: value}))
        for model, record, name, value in (
            (ITEM, "ours_debt", "amount_residual", 0.0),
            (ITEM, "ours_debt", "amount_residual_currency", 0.0),
            (ITEM, "ours_debt", "reconciled", True),
            (ENTRY, "ours_invoice", "amount_residual", 0.0),
            (ENTRY, "ours_invoice", "amount_total", 3.0),
            (ENTRY, "ours_invoice", "payment_state", "paid"),
        )
    ),
    # 4. Neutralised by hand
    *(
        Attack(f"A4 an entry by hand, {name}", take_out(**links), own=True)
        for name, links in {
            "plain": {},
            "as that of a draft": {"origin_payment_id": own_draft},
            "as the reversal of another": {"reversed_entry_id": own_supplier_entry},
        }.items()
    ),
    Attack("A4 a reversal prepared before the payment", own_reversal_beside, own=True),
    Attack("A4 items of another entry", items_of_another_entry, own=True),
    Attack(
        "A4 core's dialog of reversals",
        by_wizard(
            "account.move.reversal",
            "refund_moves",
            lambda town: {"move_ids": [[6, 0, [town.ours_entry]]], "journal_id": town.bank},
        ),
    ),
    *(
        Attack(f"A4 {record} {method}", press(model, method, record))
        for model, record, methods in (
            (PAYMENT, "ours_payment", ("action_draft", "action_cancel", "unlink")),
            (ENTRY, "ours_entry", ("button_draft", "button_cancel", "unlink")),
        )
        for method in methods
    ),
    # 5. Other fields of locked entries
    *(
        Attack(f"A5 {label} {name}", write(model, record, **{name: value}))
        for label, model, record, values in (
            ("entry", ENTRY, "ours_entry", ENTRY_FIELDS),
            ("item", ITEM, "ours_item", ITEM_FIELDS),
            ("payment", PAYMENT, "ours_payment", PAYMENT_FIELDS),
        )
        for name, value in values.items()
    ),
    # 6. Names that print
    Attack("A6 the method is renamed", renamed_method, (MANAGER,), refused=False),
    # 7. The second person
    *(
        Attack(f"A7 {model} of 900 alone", act, STAFF, refused=False, own=True)
        for model, act in {
            "Correct": dialog(
                "receivables.correct.payment", "action_correct", "big_payment", reason="x"
            ),
            "Returned": dialog(
                "receivables.return.payment", "action_return", "big_payment", reason_id="reason"
            ),
            "Refund": dialog(
                "receivables.refund.payment",
                "action_refund",
                "big_payment",
                reason="x",
                amount=900.0,
                journal_id="bank",
                payment_method_line_id="outbound_method",
            ),
        }.items()
    ),
    # 8. By master data
    *(
        Attack(f"A8 {name}", act)
        for name, act in {
            "under another company": write(
                "res.partner", "ours_customer", parent_id=lambda town: town.other_customer
            ),
            "taken in by another company": write(
                "res.partner", "other_customer", child_ids=lambda t: [[4, t.ours_customer, 0]]
            ),
            "in another company": write(
                "res.partner", "ours_customer", company_id=lambda town: town.foreign_company
            ),
            "merged": lambda town, call: call(
                "base.partner.merge.automatic.wizard",
                "create",
                [{"partner_ids": [[6, 0, [town.ours_customer, town.other_customer]]]}],
            ),
        }.items()
    ),
]
