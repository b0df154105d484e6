"""What is said of files and texts of a bank that cannot be read: where, and what to do."""

from odoo.exceptions import UserError


def refuse_unreadable(env, error, file_name=""):
    """The refusal for an error of the readers.

    :param error: an ``Unreadable``
    :return: a ``UserError`` of one sentence
    """
    found = error.found or env._("nothing")
    sentence = {
        "amount": env._(
            "the amount (%(found)s) is none that can be read in one way: write it as 1234.56.",
            found=found,
        ),
        "balances": env._(
            "the lines do not lead from the opening balance to the closing one (%(found)s): "
            "ask the bank for the file again.",
            found=found,
        ),
        "broken": env._("it is damaged or cut off here: ask the bank for it again."),
        "columns": env._(
            "no column of days or none of amounts is known: say what the columns mean."
        ),
        "currencies": env._(
            "one account has several currencies (%(found)s): ask the bank for a file for each.",
            found=found,
        ),
        "date": env._(
            "the day (%(found)s) is none that can be read: write it as 2026-01-31, or ask the bank "
            "for the file again.",
            found=found,
        ),
        "empty": env._("there is no bank line in it: choose another period or another file."),
        "size": env._("this is too much at once: import a shorter period."),
    }.get(
        error.problem,
        env._(
            "it is in none of the formats that are read, which are CAMT.053, CAMT.054, CFONB 120, "
            "OFX and CSV: ask the bank for one of them."
        ),
    )
    name = file_name or env._("Bank lines")
    if error.place:
        text = env._("%(name)s, line %(place)s: ", name=name, place=error.place)
    else:
        text = env._("%(name)s: ", name=name)
    return UserError(text + sentence)


def say_unread(env, problem):
    """Why a line of a text was left out, in a few words."""
    return {
        "amount": env._("No amount, or one that could be two"),
        "date": env._("No day"),
        "total": env._("A balance or a total"),
    }[problem]
