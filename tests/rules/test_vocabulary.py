"""The French of the addon keeps to one word for each thing; docs/glossary.md says which."""

import re

import polib
import pytest

from dev.paths import ADDON, ROOT

# What is not said -> what is said instead. A word stays free where it means another thing.
INSTEAD = {
    r"délettr": "désimputer, of our allocations; lettrer, lettrage only of the ledger of core",
    r"libér": "désimputer",
    r"(?<!moyen de )(?<!moyens de )paiements?\b(?! reçus)": "règlement",
    r"\bsold(er|ez|ée?s?)\b": "régler a document, imputer an amount, passer en écart a difference",
    r"relevés?\b(?! bancaire)": "extrait de compte; the bank's is a relevé bancaire",
    r"(?<!tiers )(?<!Tiers )payeur": "tiers payeur",
    r"de passage|comptoir": "client passager",
    r"commercia(l|ux)\b": "vendeur",
    r"solde d'ouverture|solde initial": "solde antérieur",
    r"solde de clôture": "solde final",
    r"(?<!en )\braisons?\b|^pourquoi$": "motif",
    r"\bprogrammé": "planifié",
    r"mode de paiement": "mode de règlement",
    r"reçus\b(?! et acquits| de règlement)(?<!(ents|ptes) reçus)": "reçus et acquits, documents",
    r"reste à payer|reste à solder": "reste à régler to customers, reste dû to us",
}
# The account as a whole is "soldé" when nothing is due on it.
MEANT = {"settled": "soldé"}
# One name for one amount, in English too.
NOT_SAID = r"left as credit|left to use|still due|still to pay"


def entries():
    for name in ("i18n/fr.po", "i18n_extra/fr.po"):
        for entry in polib.pofile(str(ROOT / ADDON / name)):
            yield entry.msgid, re.sub(r"<[^>]*>", " ", entry.msgstr).strip()


@pytest.mark.parametrize("word", INSTEAD)
def test_one_french_word_for_each_thing(word):
    found = [
        text
        for source, text in entries()
        if re.search(word, text, re.IGNORECASE) and text != MEANT.get(source)
    ]
    assert not found, f"Say: {INSTEAD[word]}"


def test_one_english_name_for_what_is_to_use():
    labels = [source for source, _text in entries() if len(source) < 40]
    assert not [label for label in labels if re.search(NOT_SAID, label, re.IGNORECASE)]


def test_the_test_sees_a_word():
    assert re.search(next(iter(INSTEAD)), "Délettrer", re.IGNORECASE)
