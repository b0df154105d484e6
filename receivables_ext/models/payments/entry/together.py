"""Do something for many records at once; what is refused is found, and stops no other."""

from odoo.exceptions import UserError


def try_together(cr, records, act):
    """Do ``act`` for all ``records`` or, where that is refused, for fewer: at last for each alone.

    :param records: a list
    :param act: function of a list of some of them, which is undone as a whole when it refuses
    :return: ``{record: why it was refused}``
    """
    if not records:
        return {}
    try:
        with cr.savepoint():
            act(records)
        return {}
    except UserError as error:
        if len(records) == 1:
            return {records[0]: str(error)}
    half = len(records) // 2
    return try_together(cr, records[:half], act) | try_together(cr, records[half:], act)
