"""How payers and banks write: what they say of documents, and how much of it arrives."""

import re

from . import names

WORDS = (
    "FACTURE",
    "FACT",
    "FACT N°",
    "Facture n°",
    "INVOICE",
    "REGLEMENT FACT",
    "PAIEMENT",
    "RE",
    "",
)
THANKS = (
    "MERCI",
    "CORDIALEMENT",
    "BONNE RECEPTION",
    "SOLDE",
    "JUIN 2026",
    "2EME TRIM 2026",
    "LOYER",
)
LIMITS = (35, 70, 140, 140)


def money(units):
    return f"{units // 100}.{units % 100:02}"


def french(units):
    return f"{units // 100:,}".replace(",", " ") + f",{units % 100:02}"


def noise(rng, units):
    """What stands in labels beside documents, and looks like their numbers."""
    phone = " ".join(f"{rng.randint(10, 99)}" for _pair in range(4))
    return rng.choice(
        (
            f"{french(units)} EUR", f"EUR {money(units)}", f"DU {rng.randint(1, 28):02}/06/2026",
            f"2026-06-{rng.randint(1, 28):02}", f"TEL 0{rng.randint(1, 7)} {phone}",
            f"CDE {rng.randint(100, 99999)}", f"PO {rng.randint(1000, 9999)}/26",
            f"CLIENT {rng.randint(100, 9999)}", f"CONTRAT 2026-{rng.randint(1, 400):05}",
            f"SIRET {rng.randint(10**13, 10**14 - 1)}", f"RUM {rng.randint(10**8, 10**9)}",
            f"{rng.randint(1, 99)} RUE DE LA GARE", f"0{rng.randint(1, 6)}/2026",
            *THANKS, *THANKS, *THANKS,
        )
    )  # fmt: skip


def whole(rng, number):
    """A number that says everything, as people write it."""
    draw = rng.random()
    if draw < 0.45:
        return number
    if draw < 0.55:
        return number.lower()
    if draw < 0.75:
        return number.replace("/", "-") if "/" in number else number
    if draw < 0.85 and "/" in number:
        return number.replace("/", " ")
    if draw < 0.90 and "/" in number:
        return number.replace("/", "")
    return f"({number})"


def spaced_reference(rng, reference):
    """A reference of payment, in groups of four or not."""
    return " ".join(re.findall(".{1,4}", reference)) if rng.random() < 0.6 else reference


def cut(rng, number):
    """A number of which something is missing: zeros, the year, the word, or spaces too many."""
    runs = re.findall(r"[A-Za-z]+|\d+", number)
    last = runs[-1]
    short = last.lstrip("0")
    draw = rng.random()
    if draw < 0.25:
        return short
    if draw < 0.40:
        return last
    if draw < 0.60 and len(runs) > 1 and runs[-2].isdigit():
        return f"{runs[-2][-2:]}{rng.choice('-/ ')}{short}"
    if draw < 0.75:
        return f"{runs[0]} {short}" if not runs[0].isdigit() else short
    place = rng.randint(1, max(1, len(last) - 1))
    return "".join(runs[:-1]) + f"{last[:place]} {last[place:]}"


def memo(rng, text, units, crowd=0.45):
    """A memo that names ``text`` among other words."""
    parts = [f"{rng.choice(WORDS)} {text}".strip()]
    while rng.random() < crowd:
        parts.insert(rng.choice((0, len(parts))), noise(rng, units))
    return " ".join(parts)


def line(rng, words, name, iban, *, limit=None, reference=""):
    """Label, reference, payer and account of a line, as one of several banks gives them."""
    limit = limit or rng.choice(LIMITS)
    words = words[:limit].strip()
    bank, payer = rng.random(), names.by_bank(rng, name) if name else ""
    if bank < 0.45:
        label = words
    elif bank < 0.75:
        label = (
            f"VIR SEPA RECU /DE {payer} /MOTIF {words} /REF {rng.choice(('NOTPROVIDED', 'E2E'))}"
        )
    else:
        label = f"VIREMENT DE {payer} {words}"
        payer = "" if rng.random() < 0.5 else payer
    if not reference and rng.random() < 0.3:
        reference = rng.choice(
            ("NOTPROVIDED", f"E2E{rng.randint(10**9, 10**10)}", f"{rng.randint(1, 10**6)}")
        )
    return {
        "label": label,
        "reference": reference,
        "payer": payer,
        "iban": iban if iban and rng.random() < 0.55 else "",
    }


def mistyped(rng, number):
    """A number with one wrong digit, or two swapped."""
    places = [place for place, char in enumerate(number) if char.isdigit()]
    place = rng.choice(places[-4:])
    if rng.random() < 0.5 and place + 1 < len(number) and number[place + 1].isdigit():
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    digit = rng.choice([each for each in "0123456789" if each != number[place]])
    return number[:place] + digit + number[place + 1 :]
