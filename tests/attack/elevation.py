"""B. By elevation: more than a role may do, through what the addon does with all rights."""

from tests.attack.acts import PAYMENT, dialog, draft
from tests.attack.attack import Attack
from tests.attack.town import CLERK, MANAGER, STAFF

RETURN = ("receivables.return.payment", "action_return", "other_payment")
BELOW_INVOICING = (CLERK, MANAGER)


def written_off(town, call):
    """1 paid of the 350 that are owed, the rest to an account of equity."""
    context = {"active_model": "account.move", "active_ids": [town.ours_invoice]}
    values = {"amount": 1.0, "payment_difference_handling": "reconcile"}
    values["writeoff_account_id"] = town.equity
    ids = call("account.payment.register", "create", [values], context=context)
    return call("account.payment.register", "action_create_payments", ids, context=context)


def on_account(name, account):
    """A payment booked from another account than its customer or journal uses."""

    def act(town, call):
        chosen = {name: getattr(town, account)}
        [own] = call(PAYMENT, "create", [draft(town, **chosen)])
        call(PAYMENT, "write", [own], chosen)  # creating it may have put the usual one
        return call(PAYMENT, "action_post", [own])

    return act


def items_of_choice(town, call):
    """What core lets programmes say when they make a payment: its very items."""
    sides = ({"account_id": town.receivable, "debit": 999.0}, {"account_id": town.equity})
    lines = [{**sides[0], "partner_id": town.ours_customer}, {**sides[1], "credit": 999.0}]
    [own] = call(PAYMENT, "create", [draft(town, line_ids=[[0, 0, line] for line in lines])])
    return call(PAYMENT, "action_post", [own])


def paid_to_a_supplier(town, call):
    values = draft(town, payment_type="outbound", partner_type="supplier")
    [own] = call(PAYMENT, "create", [{**values, "partner_id": town.supplier}])
    return call(PAYMENT, "action_post", [own])


ATTACKS = [
    Attack(
        "B9 fees of 999,999 on a fixed asset",
        dialog(*RETURN, reason_id="reason", fees=999999.0, fees_account_id="fixed"),
        STAFF,
    ),
    Attack(
        "B9 fees above the payment, charged to the customer",
        dialog(*RETURN, reason_id="reason", fees=999999.0, fees_charged=True),
        STAFF,
        refused=False,  # it waits for a second person
        own=True,
    ),
    Attack("B10 all but 1 written off to equity", written_off, BELOW_INVOICING, own=True),
    *(
        Attack(f"B11 booked on {account}", on_account(name, account), BELOW_INVOICING, own=True)
        for name, account in (
            ("destination_account_id", "revenue"),
            ("outstanding_account_id", "equity"),
        )
    ),
    Attack("B11 items of their choice", items_of_choice, BELOW_INVOICING, own=True),
    Attack("B11 a supplier is paid", paid_to_a_supplier, BELOW_INVOICING, own=True),
    *(
        Attack(f"B20 {model}.{method} is called", lambda t, c, m=model, x=method: c(m, x, []))
        for model, method in (
            (PAYMENT, "_to_undo"),
            ("receivables.payment.correction", "_request"),
            ("receivables.payment.schedule", "_cron_register"),
            ("receivables.receipt.issue", "_cron_issue"),
        )
    ),
    *(
        Attack(
            f"B20 the permit said by a context: {key}",
            lambda town, call, k=key: call(
                PAYMENT, "write", [town.ours_payment], {"amount": 1.0}, context={k: True}
            ),
        )
        for key in (
            *("receivables_payment_permission", "receivables_matching_permission"),
            *("receivables_payment_dialog_permission", "bypass_lock_check"),
            *("force_delete", "skip_invoice_sync", "check_move_validity", "_force_unlink"),
        )
    ),
]
