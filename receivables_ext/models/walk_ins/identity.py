"""Keep the walk-in customers who share one account apart.

Two documents are of the same person when they say so: by the identifier when both have one, else
by the phone, else by the name. A payment belongs to the person whose documents it settles.
"""

from itertools import combinations

from odoo.exceptions import UserError

from ...rules import identity


def is_same_person(move, other):
    """Whether two documents are surely of the same person."""
    if (move.reversed_entry_id or move) == (other.reversed_entry_id or other):
        return True
    return identity.is_same(move._get_walk_in_identity(), other._get_walk_in_identity())


def documents_of(line):
    """The documents that say whose open item ``line`` is."""
    if line.move_id.is_sale_document(True):
        return line.move_id
    matched = line.matched_debit_ids.debit_move_id + line.matched_credit_ids.credit_move_id
    return matched.move_id.filtered(lambda move: move.is_sale_document(True))


def lines_of_same_person(lines, moves):
    """Those of ``lines`` that are not known to be of another person than ``moves``."""
    # Whose a payment is follows from what it settled, whichever of it the user may read; only
    # lines that the user gave come back, with the user's own rights.
    kept = lines.sudo().filtered(
        lambda line: all(
            is_same_person(known, move) for known in documents_of(line) for move in moves.sudo()
        )
    )
    return kept.sudo(lines.env.su)


def check_same_person(moves):
    """Refuse documents that are not surely of one and the same person.

    :raises UserError: two of them are not
    """
    for move, other in combinations(moves, 2):
        if not is_same_person(move, other):
            raise UserError(
                move.env._(
                    "%(document)s (%(name)s) and %(other)s (%(other_name)s) are not of the "
                    "same walk-in customer. Choose documents with the same identifier, phone "
                    "or name.",
                    document=move.name,
                    name=name_of_person(move),
                    other=other.name,
                    other_name=name_of_person(other),
                )
            )


def name_of_person(move):
    """What the walk-in customer of ``move`` is called, in words."""
    return (
        move.walk_in_name or move.walk_in_identifier or move.walk_in_phone or move.env._("no name")
    )
