"""Whose customers' money a payer may send: by what was learnt of them, and by their names."""

from bisect import bisect_left
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from ..references import RUN, fold
from .rows import Customer, Learnt, Line

LEARNT, IDENTICAL, SAME, LIKE = 4, 3, 2, 1
"""How sure it is: learnt; the same name; with another legal form, or cut; a part of it."""
MOST_NAMESAKES = 40
"""Customers who share a word, beyond which it identifies nobody."""
SHORTEST_CUT = 12
"""Letters that a cut name must have kept."""
LONGEST_NAME = 5
"""Words of a name that is looked for in a label."""
ENOUGH = 0.55
"""How much of the letters of a name must be said for a likeness."""
OTHER_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"})
FORMS = {
    *("sarl", "sas", "sasu", "sa", "eurl", "sci", "snc", "scop", "ei", "eirl", "selarl", "gmbh"),
    *("ag", "kg", "ohg", "ug", "mbh", "co", "ltd", "limited", "llc", "plc", "inc", "corp", "bv"),
    *("nv", "spa", "srl", "sl", "slu", "lda", "ab", "as", "oy", "aps", "sprl", "bvba", "ste"),
}
NO_NAME = FORMS | {
    *("societe", "ets", "etablissements", "cie", "company", "groupe", "group", "holding"),
    *("m", "mr", "mme", "mlle", "monsieur", "madame", "mrs", "ms", "ou", "et", "and", "und"),
    *("de", "du", "des", "la", "le", "les", "the", "of", "von", "van", "der"),
    *("vir", "virement", "sepa", "inst", "recu", "from", "motif", "ref", "fact", "facture"),
    *("factures", "invoice", "invoices", "rechnung", "paiement", "reglement", "payment", "solde"),
}
"""Words that tell no customer from another."""


@dataclass(slots=True)
class Found:
    """Customers whose money it may be: how sure it is of each, and the reason of the surest."""

    sure: dict[Hashable, int] = field(default_factory=dict)
    reason: str = "name"

    @property
    def best(self) -> list[Hashable]:
        """Those of whom it is surest."""
        top = max(self.sure.values(), default=0)
        return [customer for customer, level in self.sure.items() if level == top]

    def agrees(self, customers: Iterable[Hashable]) -> int:
        """How sure it is of all of ``customers``; zero when not of one of them."""
        return min((self.sure.get(customer, 0) for customer in customers), default=0)


class Payers:
    """The customers of a ledger, by learnt accounts and names, and by words of their names."""

    def __init__(self, customers: Iterable[Customer], learnt: Iterable[Learnt]) -> None:
        """:param customers: all, for a namesake who owes nothing is a namesake"""
        self.ibans: dict[str, dict] = {}
        self.learnt_names: dict[tuple, dict] = {}
        self.names: dict[tuple, dict] = {}
        self.by_word: dict[str, dict] = {}
        self.words: dict[Hashable, list[frozenset]] = {}
        self.forms: dict[Hashable, set] = {}
        self.sorted: list[tuple] = []
        for customer in customers:
            for name in customer.names:
                self._add(customer.id, words_of(name))
                self.forms.setdefault(customer.id, set()).update(forms_of(name))
        self.sorted.sort(key=lambda pair: (pair[0], str(pair[1])))
        for row in learnt:
            if row.iban:
                self.ibans.setdefault(squeezed(row.iban), {})[row.customer] = None
            if words := words_of(row.name):
                self.learnt_names.setdefault(tuple(sorted(set(words))), {})[row.customer] = None

    def _add(self, customer: Hashable, words: list[str]) -> None:
        if not words:
            return
        self.names.setdefault(tuple(sorted(set(words))), {})[customer] = None
        self.words.setdefault(customer, []).append(frozenset(words))
        self.sorted.append(("".join(words), customer))
        for word in words:
            self.by_word.setdefault(word, {})[customer] = None

    def find(self, line: Line) -> Found:
        """Whose money ``line`` may be.

        >>> acme, muller = Customer(1, ("SARL Acmé",)), Customer(2, ("Müller & Fils",))
        >>> payers = Payers([acme, muller], [Learnt(2, iban="DE02 1203", name="Herta Anders")])
        >>> def of(**texts): return payers.find(Line(1, None, 5, "EUR", **texts)).sure
        >>> of(payer="ACME"), of(payer="MUELLER UND FILS GMBH"), of(label="VIR DE ACME LYON 12")
        ({1: 3}, {2: 2}, {1: 1})
        >>> of(iban="DE021203"), of(payer="Anders Herta"), of(payer="Nobody")
        ({2: 4}, {2: 4}, {})
        """
        said = words_of(line.payer)
        key = tuple(sorted(set(said)))
        if known := self.ibans.get(squeezed(line.iban)) if line.iban else None:
            return Found(dict.fromkeys(known, LEARNT), "learnt_iban")
        if known := self.learnt_names.get(key):
            return Found(dict.fromkeys(known, LEARNT), "learnt_name")
        same = self.names.get(key) or self._cut("".join(said))
        if same:
            forms = forms_of(line.payer)
            levels = {who: IDENTICAL if forms <= self.forms[who] else SAME for who in same}
            return Found(levels if key in self.names else dict.fromkeys(same, SAME))
        if not said and (same := self._within(words_of(line.label))):
            return Found({same: SAME})
        return Found(dict.fromkeys(self._like(said or words_of(line.label)), LIKE))

    def _cut(self, start: str) -> list[Hashable]:
        """Customers whose name begins with ``start``, as banks cut names."""
        if len(start) < SHORTEST_CUT:
            return []
        place, found = bisect_left(self.sorted, start, key=lambda pair: pair[0]), {}
        for name, customer in self.sorted[place : place + MOST_NAMESAKES]:
            if not name.startswith(start):
                break
            found[customer] = None
        return [*found]

    def _within(self, said: list[str]) -> Hashable | None:
        """The one customer whose long name stands in a label as it is."""
        found: dict[int, dict] = {}
        for start in range(len(said)):
            for end in range(start + 2, min(start + LONGEST_NAME, len(said)) + 1):
                words = said[start:end]
                if known := self.names.get(tuple(sorted(set(words)))):
                    found.setdefault(sum(map(len, words)), {}).update(known)
        best = found[max(found)] if found and max(found) >= SHORTEST_CUT else ()
        return next(iter(best)) if len(best) == 1 else None

    def _like(self, said: list[str]) -> list[Hashable]:
        """Customers of whose name enough is said, one word of it by few others; the likest."""
        words, scores = {*said}, {}
        for word in sorted(words):
            owners = self.by_word.get(word, ())
            if len(word) < 4 or len(owners) > MOST_NAMESAKES:
                continue
            for customer in owners:
                scores[customer] = max(_share(name, words) for name in self.words[customer])
        best = max(scores.values(), default=0)
        if best < ENOUGH:
            return []
        return [customer for customer, score in scores.items() if score >= best - 0.05]


def words_of(name: str | None) -> list[str]:
    """The words of a name that tell it from others, however an umlaut is written.

    >>> words_of("Ets. MÜLLER & Cie"), words_of("mueller"), words_of(None)
    (['muller'], ['muller'], [])
    """
    plain = fold((name or "").lower().translate(OTHER_LETTERS))
    words = [word for word in RUN.findall(plain) if word not in NO_NAME and not word.isdigit()]
    for double, single in (("ae", "a"), ("oe", "o"), ("ue", "u")):
        words = [word.replace(double, single) for word in words]
    return words


def forms_of(name: str | None) -> set[str]:
    """The legal forms in a name: another one is another firm.

    >>> forms_of("ACME S.A.R.L."), forms_of("Acme SARL")
    (set(), {'sarl'})
    """
    return FORMS.intersection(RUN.findall(fold((name or "").lower())))


def squeezed(iban: str) -> str:
    """An account as it is compared.

    >>> squeezed("fr76 3000")
    'FR763000'
    """
    return "".join(iban.split()).upper()


def _share(name: frozenset, words: set) -> float:
    return sum(map(len, name & words)) / sum(map(len, name))
