"""What a journal item takes from its entry: stored on it by core, and never written there.

It decides what counts as posted, whose payment it is and when, in every query of the ledger.
"""

from odoo.exceptions import UserError

WRITTEN = {"parent_state", "payment_id", "statement_line_id", "date", "move_name", "company_id"}


def check(lines, names):
    """Refuse that ``lines``, just written, say something else than their entry.

    :param names: of the fields that were written
    :raises UserError: one of them does
    """
    for name in names:
        field = lines._fields[name]
        own = field.related.partition(".")[2]
        # Links of their entry, whether or not the user may read what they lead to.
        for line in lines.sudo():
            if line[name] != line.move_id[own]:
                raise UserError(
                    lines.env._(
                        "%(field)s of a journal item is that of its journal entry: change the "
                        "entry.",
                        field=field._description_string(lines.env),
                    )
                )
