"""The sentences of proposals, in the language of the user: the codes are those of the rules."""

from odoo.tools import format_amount

from ..ledger.units import to_amount

MOST_NAMED = 5
"""Documents that a sentence names: more are counted."""


class Sentences:
    """Says why something is proposed for a line: nothing is read that was not read before."""

    def __init__(self, env, known, matches):
        """:param known: ``OpenLedger``; :param matches: what the rules answer for the lines"""
        settled = {s.item for match in matches for row in match.proposals for s in row.shares}
        self.env = env
        self.reasons, self.fits, self.doubts = reasons(env), fits(env), doubts(env)
        self.numbers = {item.id: item.number for item in known.ledger.items if item.id in settled}
        self.names = {customer.id: customer.names[0] for customer in known.ledger.customers}

    def of(self, proposal, currency):
        """The sentence, or several, of a ``rules.matching.Proposal`` in a currency."""
        values = {
            "words": proposal.words,
            "documents": self._documents(proposal),
            "customer": ", ".join(self.names.get(who, "") for who in proposal.customers),
            "difference": self._money(proposal.difference, currency),
            "left": self._money(proposal.left, currency),
        }
        said = [self.reasons[proposal.reason], self.fits[proposal.fit]]
        said += [self.doubts[doubt] for doubt in proposal.doubts]
        return " ".join(sentence % values for sentence in said)

    def _documents(self, proposal):
        numbers = [*dict.fromkeys(self.numbers[share.item] for share in proposal.shares)]
        if len(numbers) > MOST_NAMED:
            return self.env._("%(count)s documents", count=len(numbers))
        return ", ".join(numbers)

    def _money(self, units, currency):
        return format_amount(self.env, to_amount(units, currency), currency)


# === As rules/matching/wording.py has them, which is English === #


def reasons(env):
    """Why something is proposed, by code."""
    return {
        "structured": env._("%(words)s is the payment reference of %(documents)s."),
        "number": env._("The line names %(documents)s."),
        "cut_number": env._(
            "%(words)s, in the line, is what is left of the number of %(documents)s."
        ),
        "cheque": env._("The line names cheque %(words)s, which waits for the bank."),
        "remittance": env._("A remittance of this amount waits for the bank."),
        "payment": env._("A registered payment of this amount waits for the bank."),
        "learnt_iban": env._("Money from this account was of %(customer)s before."),
        "learnt_name": env._("Money from this payer was of %(customer)s before."),
        "amount": env._("Only %(documents)s, of %(customer)s, is open for just this amount."),
        "combination": env._(
            "The payer has the name of %(customer)s, whose documents make this amount."
        ),
        "less": env._("The payer has the name of %(customer)s, who owes a little more."),
        "name": env._("The payer has the name of %(customer)s."),
    }


def fits(env):
    """How the amount goes with it, by code."""
    return {
        "exact": env._("The amount is what is open."),
        "netted": env._("The amount is what is open, less a credit."),
        "discount": env._("The amount is what is open, less a discount of %(difference)s."),
        "fee": env._("The amount is what is open, less a fee of %(difference)s."),
        "tolerance": env._("The amount is what is open, less %(difference)s, which is tolerated."),
        "combination": env._("These documents together make the amount."),
        "partial": env._("The amount is a part of what is open."),
        "beyond": env._("%(left)s more than is settled stays to use."),
    }


def doubts(env):
    """What speaks against it, by code."""
    return {
        "several": env._("Something else fits as well."),
        "coincidence": env._("So much is open that some documents make almost any amount."),
        "payer": env._("The payer looks like another customer, who owes this amount."),
        "unread": env._("The line names one more document."),
        "waiting": env._(
            "A registered payment of this amount waits for the bank: this may be its money."
        ),
        "part": env._("The amount is not what is open."),
        "weak": env._("Nothing else confirms it."),
        "near": env._("A document with nearly this number is open for the same amount."),
        "unknown": env._("The line names a document that is not open."),
        "namesakes": env._("Several customers have this name."),
        "common": env._("Others owe this amount, too."),
        "round": env._("A round amount may be paid in advance, or on account."),
        "advance": env._("The line speaks of an advance."),
        "twice": env._("Another line would settle the same."),
    }
