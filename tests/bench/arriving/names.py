"""Names of customers and payers, and how banks write them."""

import unicodedata


def _words(text):
    return text.split()


STARTS = _words(
    "ba be bo bra bri ca cha cla co cor da de do du fa fe fon ga gi gra ha he jo ju ka la le "
    "lo ma me mi mo na ne pa pe pi po ra re ri ro sa se so ta te tho va ve vi wa"
)
MIDDLES = _words("l n r s t ll rr nt rd ss mb ch v g b d lm rt nd st")
ENDS = _words("ard aud eau et ier in on ot oux ert ay is as ec ain ille ette elle ois ac")
GIVEN = _words(
    "Jean Marie Paul Anne Luc Julie Marc Claire Hugo Emma Louis Sarah Nadia Karim Ines Omar "
    "Lea Noé Zoé Yves"
)
TRADES = _words(
    "Plomberie Menuiserie Garage Transports Boulangerie Conseil Immobilier Électricité "
    "Peinture Jardins Optique Imprimerie Maçonnerie Couverture Pharmacie Restauration "
    "Nettoyage Formation Informatique Textiles"
)
TOWNS = _words(
    "Lyon Nantes Lille Rennes Tours Reims Metz Nancy Brest Angers Dijon Nice Pau Caen Rouen "
    "Colmar Vannes Bayonne"
)
FORMS = _words("SARL SAS SA EURL SCI SASU")
FOREIGN = (
    "Müller {} GmbH", "Bäckerei {} KG", "Größ & {} AG", "{} Łódź sp. z o.o.", "Sørensen {} ApS",
    "Peña {} SL", "Construcciones {} SL", "{} Çelik Ltd", "Ó {} Limited", "Fratelli {} SRL",
)  # fmt: skip
PERSONS = ("{0} {1}", "{1} {0}", "M {1} {0}", "M OU MME {1} {0}", "MME {1} {0}")


def family(rng):
    """A name that sounds like one."""
    return (
        rng.choice(STARTS) + rng.choice(MIDDLES)
        + (rng.choice(STARTS) + rng.choice(MIDDLES) if rng.random() < 0.35 else "")
        + rng.choice(ENDS)
    ).capitalize()  # fmt: skip


def company(rng):
    """The name of a customer: a firm here or abroad, or a person."""
    name, draw = family(rng), rng.random()
    if draw < 0.08:
        return rng.choice(FOREIGN).format(name)
    if draw < 0.25:
        return f"{rng.choice(GIVEN)} {name}"
    if draw < 0.40:
        return f"{rng.choice(FORMS)} {name}"
    if draw < 0.60:
        return f"{name} {rng.choice(TRADES)} {rng.choice(FORMS)}"
    if draw < 0.75:
        return f"{rng.choice(TRADES)} {name}"
    if draw < 0.85:
        return f"{name} et Fils"
    return f"{name} {rng.choice(TRADES)} {rng.choice(TOWNS)}"


def kin(rng, name):
    """Another customer who may be taken for ``name``: a namesake, a branch, a cousin."""
    draw, core = rng.random(), " ".join(word for word in name.split() if word not in FORMS)
    if draw < 0.3:
        return name
    if draw < 0.65:
        return f"{core} {rng.choice(TOWNS)}"
    return f"{core.split()[-1]} {rng.choice(TRADES)}"


def person(rng):
    """A person who pays for somebody else."""
    return rng.choice(PERSONS).format(rng.choice(GIVEN), family(rng))


def by_bank(rng, name):
    """``name`` as the bank of the payer holds it: capitals, no accents, other forms, cut."""
    if rng.random() < 0.3:
        name = name.replace("ü", "ue").replace("ä", "ae").replace("ö", "oe").replace("ß", "ss")
    plain = unicodedata.normalize("NFKD", name)
    text = "".join(char for char in plain if not unicodedata.combining(char)).upper()
    words = text.split()
    draw = rng.random()
    if draw < 0.18:
        words = [word for word in words if word not in FORMS]
    elif draw < 0.30:
        words = [*words, rng.choice(FORMS)]
    elif draw < 0.36:
        words = words[::-1]
    elif draw < 0.42 and len(words) > 1:
        words = [words[0][0], *words[1:]]  # J DUPONT
    elif draw < 0.47:
        words = ["STE", *words]
    elif draw < 0.50 and len(words) > 2:
        words = words[:-1]
    return " ".join(words)[: rng.choice((18, 24, 27, 35, 70, 70))].strip()
