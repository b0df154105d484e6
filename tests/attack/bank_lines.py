"""A. Around the definitive payment, by lines of the bank's statement: each bears an entry."""

from tests.attack.acts import create
from tests.attack.attack import Attack
from tests.attack.town import ACCOUNTANT

LINE = "account.bank.statement.line"


def line(town, **values):
    """Values of a bank line of Acme."""
    return {
        "journal_id": town.bank,
        "date": "2026-02-02",
        "amount": 5.0,
        "payment_ref": "x",
        "partner_id": town.ours_customer,
        **values,
    }


def on_entry(name, **values):
    """A new line on an entry that is there already."""
    return create(LINE, lambda town: line(town, move_id=getattr(town, name), **values))


def later(**links):
    """A line of one's own, that gets something of others afterwards."""

    def act(town, call):
        [own] = call(LINE, "create", [line(town)])
        found = {name: value(town) for name, value in links.items()}
        return call(LINE, "write", [own], found)

    return act


def undone_with_our_payment(town, call):
    """What core deletes when the match of a line is undone: the payments that it made."""
    [own] = call(LINE, "create", [line(town, payment_ids=[[4, town.ours_payment]])])
    call(LINE, "action_undo_reconciliation", [own])


def deleted_with_our_entry(town, call):
    """A line is deleted with its entry."""
    call(LINE, "unlink", call(LINE, "create", [line(town, move_id=town.ours_entry)]))


ENTRIES = ("ours_entry", "foreign_entry", "ours_invoice", "draft_invoice", "bill")
BY = (ACCOUNTANT,)
"""Who may enter bank lines at all."""

ATTACKS = [
    *(Attack(f"A1 a bank line on {name}", on_entry(name), BY) for name in ENTRIES),
    *(
        Attack(f"A1 a bank line {name}", act, BY, own=True)
        for name, act in {
            "takes our entry later": later(move_id=lambda town: town.ours_entry),
            "takes an item of our entry": later(line_ids=lambda town: [[4, town.ours_item]]),
            "of nothing, on our entry": on_entry("ours_entry", line_ids=[], amount=0.0),
            "says that our payment is its own": undone_with_our_payment,
            "is deleted with our entry": deleted_with_our_entry,
        }.items()
    ),
]
