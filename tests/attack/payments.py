"""A. Around the definitive payment."""

from tests.attack.attack import Attack
from tests.attack.town import INVOICING, MANAGER, STAFF

PAYMENT, ENTRY, ITEM = "account.payment", "account.move", "account.move.line"
MATCH, FULL = "account.partial.reconcile", "account.full.reconcile"
BOOKKEEPERS = (INVOICING,)
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


def draft(town, **values):
    """Values of a draft payment of Acme."""
    return {
        "payment_type": "inbound",
        "partner_type": "customer",
        "partner_id": town.ours_customer,
        "amount": 5.0,
        "journal_id": town.bank,
        "date": "2026-02-02",
        **values,
    }


def supplier(town, **values):
    """Values of a draft payment to a supplier."""
    kind = {"payment_type": "outbound", "partner_type": "supplier", "partner_id": town.supplier}
    return draft(town, **{**kind, **values})


def write(model, record, /, **values):
    """Write on what the town knows by the name ``record``; functions receive the town."""

    def act(town, call):
        found = {key: value(town) if callable(value) else value for key, value in values.items()}
        return call(model, "write", [getattr(town, record)], found)

    return act


def create(model, values):
    return lambda town, call: call(model, "create", [values(town)])


def press(model, method, name):
    return lambda town, call: call(model, method, [getattr(town, name)])


def load_with_entry(town, call):
    """A file imported with the column of the entry: its messages are the refusal."""
    columns = ("payment_type", "partner_type", "partner_id/.id", "amount", "journal_id/.id")
    row = ("outbound", "supplier", str(town.supplier), "5", str(town.bank), str(town.ours_entry))
    done = call(PAYMENT, "load", [*columns, "move_id/.id"], [row])
    assert not done["ids"], done


def later_entry(model, entry):
    """A draft first, its entry afterwards."""

    def act(town, call):
        [own] = call(PAYMENT, "create", [supplier(town)])
        return call(PAYMENT, "write", [own], {"move_id": getattr(town, entry)})

    return act


def take_out(**links):
    """An entry by hand, without a reason, that makes the credit worthless once it is matched."""

    def act(town, call):
        found = {name: link(town, call) for name, link in links.items()}
        sides = ({"debit": 200.0, "account_id": town.receivable}, {"credit": 200.0})
        lines = [{"account_id": town.equity, "partner_id": town.ours_customer, **s} for s in sides]
        entry = {"journal_id": town.bank, "date": "2026-02-02", "move_type": "entry", **found}
        entry["line_ids"] = [[0, 0, line] for line in lines]
        [move] = call(ENTRY, "create", [entry])
        call(ENTRY, "action_post", [move])
        domain = [["move_id", "=", move], ["account_id", "=", town.receivable]]
        [item] = call(ITEM, "search", domain)
        return call(ITEM, "reconcile", [item, town.credit_item])

    return act


def own_draft(town, call):
    return call(PAYMENT, "create", [draft(town)])[0]


def own_supplier_entry(town, call):
    [own] = call(PAYMENT, "create", [supplier(town, payment_type="inbound")])
    call(PAYMENT, "action_post", [own])
    return call(PAYMENT, "read", [own], ["move_id"])[0]["move_id"][0]


def own_reversal_beside(town, call):
    """A draft with an entry and the reversal of that entry, before it is registered."""
    [own] = call(PAYMENT, "create", [draft(town, amount=900.0, write_off_line_vals=[])])
    [row] = call(PAYMENT, "read", [own], ["move_id"])
    lines = [
        {"account_id": town.receivable, "partner_id": town.ours_customer, "debit": 900.0},
        {"account_id": town.equity, "credit": 900.0},
    ]
    entry = {"journal_id": town.bank, "reversed_entry_id": row["move_id"][0]}
    call(ENTRY, "create", [{**entry, "line_ids": [[0, 0, line] for line in lines]}])


def items_of_another_entry(town, call):
    """Two items that balance each other, moved into the entry of the payment."""
    lines = [[0, 0, {"account_id": town.equity, "balance": each}] for each in (30.0, -30.0)]
    [move] = call(ENTRY, "create", [{"journal_id": town.misc, "line_ids": lines}])
    ids = call(ITEM, "search", [["move_id", "=", move]])
    call(ITEM, "write", ids, {"move_id": town.ours_entry})


def dialog(model, method, record, /, **values):
    """Fill a dialog on a payment and confirm it."""

    def act(town, call):
        found = {key: getattr(town, value) for key, value in values.items() if value in town.ids}
        asked = {"payment_id": getattr(town, record), **values, **found}
        ids = call(model, "create", [asked])
        return call(model, method, ids)

    return act


def by_wizard(model, method, values):
    """A dialog of core, on the entry of the payment."""

    def act(town, call):
        context = {"active_model": ENTRY, "active_ids": [town.ours_entry]}
        ids = call(model, "create", [values(town)], context=context)
        return call(model, method, ids, context=context)

    return act


def of_match(**values):
    return lambda town: {
        "debit_move_id": town.ours_debt,
        "credit_move_id": town.credit_item,
        "amount": 5000.0,
        "debit_amount_currency": 5000.0,
        "credit_amount_currency": 5000.0,
        **{key: getattr(town, value) for key, value in values.items()},
    }


def all_in_full(kind):
    return lambda town: {
        "partial_reconcile_ids": [[6, 0, [getattr(town, f"{kind}_match")]]],
        "reconciled_line_ids": [[6, 0, [getattr(town, f"{kind}_{x}") for x in ("item", "debt")]]],
    }


def renamed_method(town, call):
    """The method of a past payment is what it was called then."""
    lines, payment = "account.payment.method.line", [town.ours_payment]
    before = call(PAYMENT, "read", payment, ["method_name", "means_id"])
    [line] = call(lines, "read", [town.method], ["name"])
    call(lines, "write", [town.method], {"name": "Another name"})
    assert call(PAYMENT, "read", payment, ["method_name", "means_id"]) == before
    call(lines, "write", [town.method], {"name": line["name"]})


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
        Attack(f"A4 {method}", press(model, method, record))
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
