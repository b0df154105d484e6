"""Propose whose money bank lines are, and what they settle: nothing is written."""

from ...rules.matching import Line, Matcher
from ..ledger.units import to_amount, to_units
from .open_ledger import read_ledger
from .rows import ArrivingProposal, SettledRow
from .sentences import Sentences


def propose(lines):
    """What may be done with the money of ``lines``, the surest proposal first.

    What is open is read once for all of them, under the record rules of the user: who may not read
    a document is not told of it.

    :param lines: ``account.bank.statement.line``
    :return: ``{id of the line: [ArrivingProposal]}``; none for money that goes out
    """
    found = {line.id: [] for line in lines}
    for some in lines.grouped("company_id").values():
        incoming = some.filtered(lambda line: line.amount > 0 and not line.is_reconciled)
        if incoming:
            found |= _propose_of_company(incoming)
    return found


def _propose_of_company(lines):
    known = read_ledger(lines)
    matches = Matcher(known.ledger).match([_to_line(line) for line in lines])
    sentences = Sentences(lines.env, known, matches)
    return {
        line.id: [
            _to_row(proposal, line, known, sentences.of(proposal, line.currency_id))
            for proposal in match.proposals
        ]
        for line, match in zip(lines, matches, strict=True)
    }


def _to_line(line):
    """A bank line as the rules read it: as the bank gives it, in the currency of its journal."""
    return Line(
        id=line.id,
        day=line.date,
        amount=to_units(line.amount, line.currency_id),
        currency=line.currency_id.id,
        label=line.payment_ref or "",
        reference=line.ref or "",
        payer=line.partner_name or line.partner_id.name or "",
        iban=line.account_number or "",
    )


def _to_row(proposal, line, known, sentence):
    def amount(units):
        return to_amount(units, line.currency_id)

    items = [share.item for share in proposal.shares]
    partners = dict.fromkeys(known.partners[item] for item in items) or proposal.customers
    return ArrivingProposal(
        confidence=proposal.confidence,
        reason=proposal.reason,
        fit=proposal.fit,
        sentence=sentence,
        partner_ids=tuple(partners),
        rows=tuple(SettledRow(share.item, amount(share.amount)) for share in proposal.shares),
        payment_id=proposal.waiting,
        difference=amount(proposal.difference),
        left=amount(proposal.left),
        rival_ids=tuple(key for kind, key in proposal.rivals if kind == "item"),
    )
