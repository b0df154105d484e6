"""What a line of a statement says of its document, in the language of the context."""

PAYMENT_COLUMNS = ("payment_method_line_id", "instrument_number", "memo", "payment_type")
"""Columns of a payment that word its line."""


def foreign_match_describer(env):
    """A function that words what a document settled beyond the statement."""
    wording = env._("Settled with %(document)s, which is not on this statement")
    return lambda number: wording % {"document": number or ""}


def balance_wording(env, balance, customers=1):
    """Who owes ``balance``, said in words: a sign alone is read both ways."""
    if not balance:
        return env._("settled")
    if customers > 1:
        if balance > 0:
            return env._("due by the customers")
        return env._("in favour of the customers")
    if balance > 0:
        return env._("due by the customer")
    return env._("in favour of the customer")
