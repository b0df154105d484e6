"""The sentences of an answer, in English: they are translated where they are shown.

Why it is proposed, how the amount goes with it, and what speaks against it.
"""

from .rows import Proposal

REASONS = {
    "structured": "%(words)s is the payment reference of %(documents)s.",
    "number": "The line names %(documents)s.",
    "cut_number": "%(words)s, in the line, is what is left of the number of %(documents)s.",
    "cheque": "The line names cheque %(words)s, which waits for the bank.",
    "remittance": "A remittance of this amount waits for the bank.",
    "payment": "A registered payment of this amount waits for the bank.",
    "learnt_iban": "Money from this account was of %(customer)s before.",
    "learnt_name": "Money from this payer was of %(customer)s before.",
    "amount": "Only %(documents)s, of %(customer)s, is open for just this amount.",
    "combination": "The payer has the name of %(customer)s, whose documents make this amount.",
    "less": "The payer has the name of %(customer)s, who owes a little more.",
    "name": "The payer has the name of %(customer)s.",
}
FITS = {
    "exact": "The amount is what is open.",
    "netted": "The amount is what is open, less a credit.",
    "discount": "The amount is what is open, less a discount of %(difference)s.",
    "fee": "The amount is what is open, less a fee of %(difference)s.",
    "tolerance": "The amount is what is open, less %(difference)s, which is tolerated.",
    "combination": "These documents together make the amount.",
    "partial": "The amount is a part of what is open.",
    "beyond": "%(left)s more than is settled stays to use.",
}
DOUBTS = {
    "several": "Something else fits as well.",
    "coincidence": "So much is open that some documents make almost any amount.",
    "payer": "The payer looks like another customer, who owes this amount.",
    "unread": "The line names one more document.",
    "waiting": "A registered payment of this amount waits for the bank: this may be its money.",
    "part": "The amount is not what is open.",
    "weak": "Nothing else confirms it.",
    "near": "A document with nearly this number is open for the same amount.",
    "unknown": "The line names a document that is not open.",
    "namesakes": "Several customers have this name.",
    "common": "Others owe this amount, too.",
    "round": "A round amount may be paid in advance, or on account.",
    "advance": "The line speaks of an advance.",
    "twice": "Another line would settle the same.",
}


def explain(proposal: Proposal, **values: str) -> list[str]:
    """The English sentences of ``proposal``.

    :param values: ``documents``, ``customer``, ``difference`` and ``left`` as they are shown

    >>> found = Proposal("number", "fee", "probable", difference=250, doubts=("twice",))
    >>> for sentence in explain(found, documents="INV/1", difference="2.50"): print(sentence)
    The line names INV/1.
    The amount is what is open, less a fee of 2.50.
    Another line would settle the same.
    """
    values = {"documents": "", "customer": "", "difference": "", "left": ""} | values
    codes = [REASONS[proposal.reason], FITS[proposal.fit], *map(DOUBTS.get, proposal.doubts)]
    return [sentence % {**values, "words": proposal.words} for sentence in codes]
