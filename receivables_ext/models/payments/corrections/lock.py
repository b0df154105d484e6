"""A registered customer payment is definitive: refuse whatever would change it.

**What is locked**: a payment of a customer, or to a customer, whose journal entry is posted,
with that entry and its items; and, until it is taken back to draft, a scheduled payment.

**For whom**: everybody, by form, list, import, remote call or ``sudo()``. Superuser rights do
not open it, the permit does; but the entry of takings without customer is a programme's own.
"""

from odoo.exceptions import UserError

from ...ledger.permit import permit
from ..entry.guard import payment_of_entry, refuse_entry

# Fields of these modules are locked, but for those that say otherwise. Fields of other modules are
# not: neither the ledger nor our documents show them.
LOCKING_MODULES = frozenset({"account", "receivables_ext"})
# State and sending have rules of their own, below; planned allocations guard themselves, and proof
# may come in later.
OPEN_FIELDS = {
    *("state", "is_sent", "allocation_line_ids"),
    *("attachment_ids", "evidence_amount", "deduction_ids"),
}
# Written by the buttons of the payment only, at any time.
SYSTEM_FIELDS = {
    *("collection_state", "scheduled_date", "replaces_id", "refunded_payment_id", "export_ids"),
    *("looks_like_another", "unallocated_amount", "allocation_state"),
    *("awaits_confirmation", "auto_settled", "remittance_id", "taken_out_of_id"),
}


def registered_among(payments):
    """The payments, among these, that are registered."""
    # Whether a payment is locked does not depend on what the user may read.
    return payments.sudo().filtered(
        lambda payment: (
            payment.partner_type == "customer"
            and (
                payment.move_id.state == "posted"
                if payment.move_id
                else payment.state in ("in_process", "paid", "rejected")
            )
        )
    )


def check_system_fields(env, vals):
    """Refuse values that only the buttons of a payment set."""
    names = SYSTEM_FIELDS & vals.keys()
    if names and not permit.is_open(env):
        raise UserError(
            env._(
                "%(fields)s cannot be written: it follows from the buttons of the payment.",
                fields=field_labels(env, "account.payment", names),
            )
        )


def check_payment_write(payments, vals):
    """Refuse to change what makes a registered or scheduled payment what it is."""
    env = payments.env
    check_system_fields(env, vals)
    locked = {name for name in vals if payments._is_locked_field(name)}
    if permit.is_open(env) or not locked | (vals.keys() & {"state", "is_sent"}):
        return
    for payment in registered_among(payments):
        names = changed_fields(payment, vals, locked) - said_later(payment)
        # Core computes the state from the entry; of a payment without one, people say it.
        states = {payment.state} if payment.move_id else {payment.state, "in_process", "paid"}
        if vals.get("state", payment.state) not in states:
            names.add("state")
        if payment.is_sent and not vals.get("is_sent", True):
            names.add("is_sent")  # what left the company does not come back
        if names:
            payments.check_access("write")  # who may not write at all is told just that
            raise UserError(
                env._(
                    "%(payment)s is registered: %(fields)s can no longer be changed. %(way)s",
                    payment=payment.display_name,
                    fields=field_labels(env, "account.payment", names),
                    way=way_out(payment),
                )
            )
    scheduled = payments.filtered(lambda payment: payment.collection_state == "scheduled")
    for payment in scheduled:
        if names := changed_fields(payment, vals, locked - {"memo"}):
            raise UserError(
                env._(
                    "The payment of %(customer)s is scheduled: take it back to draft to "
                    "change %(fields)s.",
                    customer=payment.partner_id.display_name,
                    fields=field_labels(env, "account.payment", names),
                )
            )


def said_later(payment):
    """Names of fields that may still be filled: a programme was not asked, so a person says it."""
    return {"duplicate_reason"} if payment._lacks_duplicate_reason() else set()


def check_undo(payments):
    """Refuse to reset to draft, cancel or delete what is registered, as the company wants it.

    :raises UserError: a payment is definitive, or already transferred to accounting
    """
    env = payments.env
    for payment in payments.sudo().filtered("move_id"):
        # The permit opens the entry too: no other payment is undone by way of this one.
        if payment_of_entry(payment.move_id) - payment:
            refuse_entry(payment)
    for payment in () if permit.is_open(env) else registered_among(payments):
        payments.check_access("write")  # who may not write at all is told just that
        check_stands(payment)
        if payment.company_id.payment_correction_policy == "definitive":
            raise UserError(
                env._(
                    "%(payment)s is definitive: it cannot be reset to draft, cancelled or "
                    "deleted. Use Correct: it reverses the payment and opens a new draft with "
                    "the same values.",
                    payment=payment.display_name,
                )
            )
        if why := payment._get_transfer_reason():
            raise UserError(
                env._(
                    "%(payment)s can no longer be reset to draft, cancelled or deleted: "
                    "%(why)s. Use Correct: it reverses the payment and opens a new draft with "
                    "the same values.",
                    payment=payment.display_name,
                    why=why,
                )
            )
        if payment._needs_approval():
            raise UserError(
                env._(
                    "The amount of %(payment)s needs a second person. "
                    "Use Correct, which asks them.",
                    payment=payment.display_name,
                )
            )


def check_stands(payment):
    """Refuse to undo what was undone already: the money would leave the accounts twice."""
    env = payment.env
    if reversals := payment._posted_reversals():
        raise UserError(
            env._(
                "%(payment)s was already undone by %(reversal)s. Enter a new payment instead.",
                payment=payment.display_name,
                reversal=reversals[0].name,
            )
        )
    if refunds := payment._standing_refunds():
        raise UserError(
            env._(
                "%(refund)s gave money of %(payment)s back. Undo that refund first.",
                payment=payment.display_name,
                refund=refunds[0].display_name,
            )
        )
    if waiting := payment.correction_requested_id:
        raise UserError(
            env._(
                "%(user)s asked to undo %(payment)s: approve or refuse that first.",
                user=waiting.create_uid.name,
                payment=payment.display_name,
            )
        )


# === Fields === #


def is_locked(model, name, open_names):
    """Whether ``name`` is a stored field of core or ours on ``model``, not among ``open_names``."""
    field = model._fields.get(name)
    return bool(
        field
        and field.store
        and name not in open_names
        and not LOCKING_MODULES.isdisjoint(field._modules)
    )


# === Wording === #


def way_out(payment):
    env = payment.env
    if payment.company_id.payment_correction_policy == "definitive":
        return env._(
            "Use Correct: it reverses the payment and opens a new draft with the same values."
        )
    return env._(
        "Reset the payment to draft first or, once it is transferred to accounting, use Correct."
    )


def changed_fields(record, vals, names):
    """Names, among ``names``, of the fields that ``vals`` would really change."""
    changed = set()
    for name in names & vals.keys() & record._fields.keys():
        field = record._fields[name]
        if field.type in ("one2many", "many2many"):
            is_same = not vals[name]
        else:
            cached = field.convert_to_cache(vals[name], record)
            is_same = field.convert_to_record(cached, record) == record[name]
        if not is_same:
            changed.add(name)
    return changed


def field_labels(env, model, names):
    # Names of fields, whichever of them the user may read.
    descriptions = env[model].sudo().fields_get(names, ["string"])
    return ", ".join(descriptions[name]["string"] for name in sorted(names))
