"""What is wrong, in sentences, each with what mends it."""

from dataclasses import dataclass, fields

from odoo.tools import formatLang

from .broken import find_broken_allocations
from .identity import find_disagreements


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: where, what, and what mends it."""

    partner_id: int | None
    company_id: int
    move_id: int | None
    what: str
    remedy: str


def find_findings(env, partner_ids=None):
    """Everything that is wrong, in the language of ``env``; broken allocations come first.

    :param partner_ids: ids of customers or their contacts; None for all
    :return: list of ``Finding``, none when all is well
    """
    return [
        *_findings_of_allocations(env, find_broken_allocations(env, partner_ids)),
        *(_finding_of_figures(env, each) for each in find_disagreements(env, partner_ids)),
    ]


def _findings_of_allocations(env, broken):
    # Numbers of documents on items that the user was allowed to read, and of what they settle.
    moves = env["account.move"].sudo()
    moves = moves.browse({id for each in broken for id in (each.move_id, each.other_move_id) if id})
    names = {move.id: move.name or move.display_name for move in moves}
    sentences = {
        "draft": env._("%(document)s is not validated, and is still matched with %(other)s."),
        "customer": env._("%(document)s settles %(other)s, which another customer owes."),
        "residual": env._("What is left of %(document)s is not its amount less its allocations."),
    }
    remedies = {
        "draft": env._(
            "Remove the allocation on %(other)s. Once %(document)s is validated, allocate it again."
        ),
        "customer": env._(
            "Remove the allocation on %(other)s. If somebody else paid, correct the payment and "
            "enter them in Paid by; else allocate it to a document of its own customer."
        ),
        "residual": env._(
            "Remove the allocations of %(document)s and make them again: what is left is then "
            "computed anew. If it has none, ask your administrator to compute it."
        ),
    }
    for each in broken:
        words = {"document": names[each.move_id], "other": names.get(each.other_move_id, "")}
        yield Finding(
            each.partner_id,
            each.company_id,
            each.move_id,
            sentences[each.rule] % words,
            remedies[each.rule] % words,
        )


def _finding_of_figures(env, disagreement):
    labels = {
        "ledger": env._("ledger"),
        "statement": env._("statement of account"),
        "ageing": env._("what is open by delay"),
        "schedule": env._("installment schedule, credits deducted"),
        "card": env._("pending less to use"),
    }
    currency = env["res.currency"].browse(disagreement.currency_id)
    figures = {field.name: getattr(disagreement, field.name) for field in fields(disagreement)}
    told = ", ".join(
        f"{label} {formatLang(env, figures[name], currency_obj=currency)}"
        for name, label in labels.items()
        if figures[name] is not None
    )
    return Finding(
        disagreement.partner_id,
        disagreement.company_id,
        None,
        env._("The figures of the customer disagree: %(figures)s.", figures=told),
        env._(
            "Mend what is listed of the same customer first, then check again. If nothing else is "
            "listed, the ledger holds: send this line to whoever maintains the module."
        ),
    )
