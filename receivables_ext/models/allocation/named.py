"""Which documents payers name in what they write, and which of these words name none."""

from odoo.fields import Domain

from ...rules import lookalikes, references


def text_of_credit(line):
    """What the payer wrote on the credit ``line``: it names documents."""
    # Who may allocate a credit may know what its payer wrote.
    payment = line.payment_id.sudo()
    texts = (line.ref, payment.payment_reference, line.statement_line_id and line.name)
    return " ".join(filter(None, texts))


def names_of(lines):
    """The names of the documents of ``lines``, for ``rules/references.py``, by id of document."""
    # Numbers and payment references, which are compared; what the user may not read is not shown.
    return references.Names(
        (move.id, name)
        for move in lines.move_id.sudo()
        for name in (move.name, move.payment_reference)
    )


def find_named_lines(text, lines, names):
    """Ids of those of ``lines`` whose documents ``text`` names, and words that name none of them.

    :param names: ``names_of()`` some lines, these among them
    :return: ids in the order of the text, by due date; list of words
    """
    by_document = {move.id: some for move, some in lines.grouped("move_id").items()}
    found = names.find_in(text)
    unknown = dict.fromkeys(lookalikes.find_lookalikes(text, found.spans))
    ids = [
        line.id
        for move_id in found.keys
        for line in by_document.get(move_id, lines.browse()).sorted("date_maturity")
    ]
    return ids, [*unknown]


def unknown_to_customers(env, words_by_key):
    """Which words name no document of a customer, settled ones included, in one query.

    :param words_by_key: ``{key: (commercial entity, words that name none of its open documents)}``
    :return: ``{key: words}``, of those that have any
    """
    words_by_key = {key: pair for key, pair in words_by_key.items() if pair[1]}
    ends = references.ends_of_names(" ".join(" ".join(ws) for _who, ws in words_by_key.values()))
    if not ends:
        return {}
    Line = env["account.move.line"].sudo()  # numbers that are compared, as in names_of()
    partners = env["res.partner"].union(*(partner for partner, _words in words_by_key.values()))
    lines = Line.search(
        Line._receivable_domain()
        & Domain("partner_id", "in", partners.ids)
        & Domain.OR(
            Domain(name, "=like", f"%{end}")
            for end in ends
            for name in ("move_name", "move_id.payment_reference")
        )
    )
    names = {partner.id: names_of(some) for partner, some in lines.grouped("partner_id").items()}
    unknown = {}
    for key, (partner, words) in words_by_key.items():
        if known := names.get(partner.id):
            words = [word for word in words if not known.find_in(word).keys]
        if words:
            unknown[key] = words
    return unknown


def unknown_sentence(env, words):
    """What is said of words that name no document of the customer."""
    if len(words) == 1:
        return env._("%(word)s is not a document of this customer.", word=words[0])
    return env._("%(words)s are not documents of this customer.", words=", ".join(words))
