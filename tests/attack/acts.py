"""What attackers do with payments and entries; each returns what a call does, or does it."""

from tests.attack.town import ACCOUNTANT, INVOICING

PAYMENT, ENTRY, ITEM = "account.payment", "account.move", "account.move.line"
MATCH, FULL = "account.partial.reconcile", "account.full.reconcile"
BOOKKEEPERS = (INVOICING, ACCOUNTANT)


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
