"""What the module did on the examples, told on the terminal; runs inside Odoo.

The figures are read from the database, the same ones as on screen: ``examples()`` returns them
as plain data, which a test compares with the documents that the examples come from.
"""

import sys

from dev.inside_odoo import environment_of
from dev.paths import ADDON

# Customer (external id), its story in one line, and an open invoice that waits for a click.
EXAMPLES = [
    ("demo_martin", "an invoice of 2,000 is paid by 500, then 700 and 800", None),
    (
        "demo_acme",
        "a cheque of 3,050 pays an invoice of 1,500; 1,550 wait for the next one",
        "demo_acme_next_invoice",
    ),
    (
        "demo_leroy",
        "300 are received before any invoice, then comes an invoice of 1,000",
        "demo_leroy_invoice",
    ),
    ("demo_parc", "a credit note of 1,000 is used on two invoices: 600 and 400", None),
    ("demo_rivoli", "FAC-2001, FAC-2002 and PAY-3001 of April 2025 leave 1,250 due", None),
    ("demo_blanc", "three installments, one paid in part; a cheque to validate", None),
    ("demo_lumiere", "a cheque is scheduled for its due date, 640 are still pending", None),
    ("demo_dupuis", "a cheque of 420 is returned, 15 of fees are added to the debt", None),
    ("demo_moreau", "120 was typed instead of 210: reversed, and entered again", None),
    ("demo_tilleuls", "of 900 received, 600 pay an invoice and 200 are given back", None),
    ("demo_durand", "180 came twice within a day, with a reason for the second time", None),
    ("demo_bellevue", "its group pays 1,200: 800 for it, 350 for a laboratory", None),
    ("demo_vernet", "its part of that transfer pays its invoice", None),
    ("demo_terrasses", "an invoice of 2,500 is modified to 1,500: version 1.1 counts", None),
    ("demo_alpes", "500 of 2,000 are paid: a balance document says that 1,500 remain", None),
    (
        "demo_faure",
        "an order of 1,500 asks 30 %: accepting it makes a deposit invoice of 450",
        None,
    ),
]
FIGURES = {"Received": "amount_received", "Pending": "amount_pending", "To use": "amount_to_use"}
RULE = "-" * 98


# === Figures === #


def examples(env):
    """Read every example: a list of dicts of plain values, amounts in the currency of each."""
    return [_example(env, *example) for example in EXAMPLES]


def _example(env, customer, story, waiting_invoice):
    partner = env.ref(f"{ADDON}.{customer}")
    events = env["receivables.allocation.event"].search(
        [("partner_id", "=", partner.id), ("partial_id", "!=", False)], order="id"
    )
    # What undid a payment is no allocation.
    events -= events.filtered("debit_move_id.reversed_entry_id")
    return {
        "key": customer.removeprefix("demo_"),
        "customer": partner.name,
        "story": story,
        "documents": [*_invoices(env, partner), *_payments(env, partner)],
        "allocations": [_allocation(event) for event in events],
        "one_click": _use_credit(env.ref(f"{ADDON}.{waiting_invoice}"))
        if waiting_invoice
        else None,
        **{name: partner[name] for name in FIGURES.values()},
    }


def _invoices(env, partner):
    moves = env["account.move"].search(
        [("partner_id", "=", partner.id), ("move_type", "in", ("out_invoice", "out_refund"))],
        order="invoice_date, id",
    )
    for move in moves:
        yield {
            "kind": "invoice" if move.move_type == "out_invoice" else "credit note",
            "name": move.name,
            "date": move.invoice_date,
            "amount": move.amount_total,
            "settled": move.amount_total - move.amount_residual,
            "left": move.amount_residual,
        }


def _payments(env, partner):
    payments = env["account.payment"].search([("partner_id", "=", partner.id)], order="date, id")
    for payment in payments:
        yield {
            "kind": _kind(payment),
            "name": payment.name or "(not validated)",
            "date": payment.date,
            "amount": payment.amount,
            "settled": payment.allocated_amount,
            "left": payment.credit_left_amount,
        }


def _kind(payment):
    if payment.payment_type == "outbound":
        return "refund"
    state = payment.collection_state
    return "payment" if state == "registered" else f"{state} payment"


def _allocation(event):
    return {
        "credit": event.credit_move_id.name,
        "document": event.debit_move_id.name,
        "amount": event.amount,
        "why": [_reason(event, lang) for lang in ("en_US", "fr_FR")],
    }


def _reason(event, lang):
    """The sentence on screen; in English where the language is not installed."""
    if not event.env["res.lang"]._get_data(code=lang):
        lang = "en_US"
    event = event.with_context(lang=lang)
    return dict(event._fields["reason"]._description_selection(event.env)).get(event.reason, "")


def _use_credit(invoice):
    """What a click on *Use it* would do; done for real, then rolled back."""
    env = invoice.env
    found = {"document": invoice.name, "credit": invoice.available_credit}
    with env.cr.savepoint() as savepoint:
        invoice.action_apply_credits()
        event = env["receivables.allocation.event"].search(
            [("debit_move_id", "=", invoice.id)], order="id desc", limit=1
        )
        found |= {
            "left": invoice.amount_residual,
            "to_use": invoice.commercial_partner_id.amount_to_use,
            "why": _allocation(event)["why"],
        }
        savepoint.rollback()
    env.invalidate_all(flush=False)
    return found


# === On the terminal === #


def main(env):
    """Print each example, then one row per customer."""
    stories = examples(env)
    print(f"\nWhat the module did on the examples (amounts in {env.company.currency_id.name})")
    for number, story in enumerate(stories, 1):
        _print_story(number, story)
    _print_customers(stories)
    _print_reasons(stories)


def _print_story(number, story):
    print(f"\n{RULE}\n{number}. {story['customer']}: {story['story']}.\n")
    titles = f"{'Amount':>14} {'Settled':>14} {'Left':>14}"
    print(f"   {'Document':<19} {'':<17} {'Date':<12} {titles}")
    for row in story["documents"]:
        amounts = " ".join(_amount(row[key]) for key in ("amount", "settled", "left"))
        print(f"   {row['name']:<19} {row['kind']:<17} {row['date']:%d/%m/%Y}   {amounts}")
    if story["allocations"]:
        print(f"\n   {'Credit':<19} {'settles':<30} {'Amount':>14}   Why")
    for row in story["allocations"]:
        amount = _amount(row["amount"])
        print(f"   {row['credit']:<19} {row['document']:<30} {amount}   {row['why'][0]}")
    if click := story["one_click"]:
        print(
            f"\n   {click['document']} shows a credit of {click['credit']:,.2f}. A click on Use it"
            f" leaves {_or_nothing(click['left'])} to pay, {_or_nothing(click['to_use'])} to use."
        )


def _or_nothing(value):
    return f"{value:,.2f}" if value else "nothing"


def _print_customers(stories):
    titles = "".join(f"{title:>16}" for title in FIGURES)
    print(f"\n{RULE}\n   {'Customer':<43}{titles}")
    for story in stories:
        amounts = "  ".join(_amount(story[name]) for name in FIGURES.values())
        print(f"   {story['customer']:<43}  {amounts}")
    totals = (sum(story[name] for story in stories) for name in FIGURES.values())
    print(f"   {'Total':<43}  {'  '.join(map(_amount, totals))}")


def _print_reasons(stories):
    rows = [row for story in stories for row in [*story["allocations"], story["one_click"]] if row]
    print(f"\n   {'Reasons shown on the allocations':<43}  En français")
    for english, french in sorted({tuple(row["why"]) for row in rows}):
        print(f"   {english:<43}  {french}")
    print()


def _amount(value):
    """A right-aligned amount; zero is a dash, as in the grids."""
    return f"{value:>14,.2f}" if round(value, 2) else f"{'-':>14}"


if __name__ == "__main__":
    with environment_of(sys.argv[1]) as env:
        main(env)
