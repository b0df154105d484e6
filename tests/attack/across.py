"""C. Across companies, stations, customers and users."""

from tests.attack.acts import PAYMENT, draft
from tests.attack.attack import Attack
from tests.attack.caller import Refused
from tests.attack.town import ANONYMOUS, AT_NORTH, PORTAL, ROLES, STAFF

DIALOGS = (
    "receivables.correct.payment",
    "receivables.return.payment",
    "receivables.refund.payment",
)
HIDDEN = {"foreign": ROLES, "south": (*AT_NORTH, PORTAL, ANONYMOUS)}
"""Whose documents are hidden, and from whom."""
SHOWN = {"display_name": {}, "amount": {}, "partner_id": {"fields": {"display_name": {}}}}
READ = (
    *("account.partial.reconcile", "receivables.allocation.event", "receivables.allocation.line"),
    *("receivables.payment.correction", "receivables.payment.return", "receivables.receipt"),
    *("receivables.statement.copy", "receivables.receipt.access", "receivables.payment.export"),
    *("receivables.installment", "account.payment", "account.move", "account.move.line"),
)


def ways_into(model, name):
    """Ways to name a payment in a dialog: its values, the context, a form never saved."""
    default = {"default_payment_id": name}
    given = lambda town: {"payment_id": getattr(town, name)}
    by_context = lambda town: {key: getattr(town, value) for key, value in default.items()}
    spec = {"payment_id": {"fields": {"display_name": {}, "amount": {}}}, **SHOWN}
    return {
        "create": lambda t, c: c(model, "create", [given(t)]),
        "context": lambda t, c: c(model, "default_get", ["payment_id"], context=by_context(t)),
        "onchange": lambda t, c: c(model, "onchange", [], given(t), ["payment_id"], spec),
        "new form": lambda t, c: c(model, "onchange", [], {}, [], spec, context=by_context(t)),
    }


def own_dialog(town, call):
    """One that the manager has opened is neither read nor filled in by others."""
    [row] = call("receivables.return.payment", "read", [town.managers_dialog], ["fees"])
    call("receivables.return.payment", "write", [row["id"]], {"fees": 999.0})


def plan_ways(name):
    """Ways to name a document among what a draft payment is to settle."""
    line = lambda town: {"line_id": getattr(town, f"{name}_debt"), "amount": 1.0}
    spec = {"amount_original": {}, "amount_residual": {}, **SHOWN}
    mine, of_payment = "receivables.allocation.line", "allocation_line_ids"
    command = lambda town: {of_payment: [[0, 0, line(town)]]}
    return {
        "onchange": lambda t, c: c(mine, "onchange", [], line(t), ["line_id"], spec),
        "created": lambda t, c: c(PAYMENT, "create", [{**draft(t), **command(t)}]),
        "in the form": lambda t, c: c(
            *(PAYMENT, "onchange", [], {**draft(t), **command(t)}, [of_payment]),
            {of_payment: {"fields": spec}},
        ),
    }


def service(method, name):
    """The allocation service, asked about items of others."""

    def act(town, call):
        debt = getattr(town, f"{name}_debt")
        row = {"debit_line_id": debt, "credit_line_id": town.credit_item, "amount": 1.0}
        row["currency_id"] = town.currency
        asked = [debt, town.credit_item] if method == "propose" else [row]
        return call("receivables.allocation", method, asked)

    return act


def screen(values):
    """The screen of statements, whose refusals are a sentence in its answer."""

    def act(town, call):
        answer = call("receivables.statement.screen", "get_screen", values(town))
        if answer["error"]:
            raise Refused(answer["error"])

    return act


def everything(model):
    """All rows of a model, with all that is stored of them and that the role may read."""

    def act(town, call):
        known = call(model, "fields_get", [], ["store"])
        call(model, "search_read", [], [name for name, each in known.items() if each["store"]])

    return act


def page(path, record):
    return lambda town, call: call.get(path % getattr(town, record))


def without_anonymous(roles):
    """They are sent to the login."""
    return tuple(role for role in roles if role != ANONYMOUS)


def in_all_companies(town, call):
    context = {"allowed_company_ids": [town.company, town.foreign_company]}
    call(PAYMENT, "search_read", [], ["amount", "partner_id"], context=context)


ATTACKS = [
    *(
        Attack(f"C12 {model} about {name}: {way}", act, roles)
        for name, roles in HIDDEN.items()
        for model in DIALOGS
        for way, act in ways_into(model, f"{name}_payment").items()
    ),
    Attack("C13 a dialog of somebody else", own_dialog, tuple({*ROLES} - {"manager"})),
    Attack(
        "C14 the screen of foreign", screen(lambda town: {"partner_ids": [town.foreign_customer]})
    ),
    *(
        Attack(f"C15 {model} of {name}: {method}", act, roles)
        for name, roles in {**HIDDEN, "other": (PORTAL, ANONYMOUS)}.items()
        for model, kind in (
            ("receivables.receipt", "receipt"),
            ("receivables.statement.copy", "statement"),
        )
        # A statement is of a customer, not of a station.
        if (name, kind) != ("south", "statement")
        for method, act in {
            "action_download": lambda t, c, m=model, k=f"{name}_{kind}": c(
                m, "action_download", [getattr(t, k)]
            ),
            "read": lambda t, c, m=model, k=f"{name}_{kind}": c(m, "read", [getattr(t, k)]),
            "file": lambda t, c, k=f"{name}_{kind}_file": c(
                "ir.attachment", "read", [getattr(t, k)], ["datas", "name"]
            ),
            "content": lambda t, c, k=f"{name}_{kind}_file": c.get(f"/web/content/{getattr(t, k)}"),
            "moved": lambda t, c, k=f"{name}_{kind}_file": c(
                *("ir.attachment", "write", [getattr(t, k)]),
                {"res_model": PAYMENT, "res_id": t.credit},
            ),
        }.items()
    ),
    *(
        Attack(f"C15 {path} of {name}", page(path, f"{name}_{kind}"), without_anonymous(roles))
        for name, roles in {**HIDDEN, "other": (PORTAL,)}.items()
        for path, kind in (
            ("/receivables/receipts/%s.pdf", "receipt"),
            ("/report/html/account.report_payment_receipt/%s", "payment"),
        )
    ),
    *(
        Attack(f"C plan of {name}: {way}", act, roles)
        for name, roles in HIDDEN.items()
        for way, act in plan_ways(name).items()
    ),
    *(
        Attack(f"C {method} for {name}", service(method, name), roles)
        for name, roles in HIDDEN.items()
        for method in ("propose", "apply")
    ),
    *(Attack(f"C every row of {model}", everything(model), refused=False) for model in READ),
    Attack("C in all companies", in_all_companies),
    *(
        Attack(f"C figures of {name}", act, STAFF)
        for name, act in {
            "foreign": lambda t, c: c(
                "res.partner", "read", [t.foreign_customer], ["name", "amount_received"]
            ),
        }.items()
    ),
]
