"""Whose money arrived, and what it may settle, with the reason.

A ledger is indexed once; each line then costs as much as it says, whatever is open. An answer is
*certain* only if one strong reason names it, nothing else fits and nothing speaks against it: codes
say what does (``wording.py``). Two facts must agree, such as a number and the amount.

>>> from datetime import date
>>> day = date(2026, 6, 30)
>>> rows = [("INV/2026/00012", 1, 50000), ("INV/2026/00013", 1, 50000), ("INV/2026/00027", 2, 8000)]
>>> items = [
...     Item(rank, who, rank, number, day, units, "EUR")
...     for rank, (number, who, units) in enumerate(rows)
... ]
>>> customers = Customer(1, ("Acme SARL",)), Customer(2, ("Globex",))
>>> matcher = Matcher(Ledger(tuple(items), customers, terms=Terms("EUR", fees=(250,))))
>>> def answer(amount, label, payer=""):
...     match = matcher.match_line(Line(1, day, amount, "EUR", label, payer=payer))
...     for some in match.proposals:
...         print(some.confidence, some.reason, some.fit, [share.item for share in some.shares])

A number and its amount; a number that was cut; less a fee; two of one amount, and neither is named:

>>> answer(50000, "FACT INV/2026/00012", "ACME")
certain number exact [0]
probable name exact [1]
>>> answer(100000, "INV 12 + 13")
certain cut_number exact [0, 1]
>>> answer(7750, "invoice 26-27", "GLOBEX")
certain cut_number fee [2]
>>> answer(50000, "VIR", "ACME")
probable name exact [0]
probable name exact [1]
"""

from .matcher import Matcher
from .rows import (
    CERTAIN,
    OPEN,
    PROBABLE,
    Customer,
    Item,
    Learnt,
    Ledger,
    Line,
    Match,
    Proposal,
    Share,
    Terms,
    Waiting,
)
