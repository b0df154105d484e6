"""The status of a document in words, so that no colour has to say it."""


def status_words(move, credit_notes, is_inside=True):
    """What the badge says of ``move``, with the numbers of the ``credit_notes`` that cancelled it.

    :param is_inside: say that it is blocked, too, which a customer is not told
    :return: a text, empty for what has no status
    """
    if not move.lifecycle_status:
        return False
    words = _words(move, credit_notes)
    if (
        is_inside
        and move.payment_state == "blocked"
        and move.lifecycle_status in (*("registered", "partial", "overdue"),)
    ):
        words = move.env._("%(status)s, blocked", status=words)
    return words


def _words(move, credit_notes):
    env, status = move.env, move.lifecycle_status
    if move.move_type == "out_refund" and status in ("registered", "partial", "paid"):
        return {
            "registered": env._("To use"),
            "partial": env._("Partly used"),
            "paid": env._("Used"),
        }[status]
    if status in ("registered", "partial") and move.open_due_date:
        days = days_left_words(env, move.days_to_due)
        if status == "partial":
            return env._("Partly paid, %(days)s", days=days)
        return days[:1].upper() + days[1:]
    if status == "overdue":
        return _overdue_words(env, -move.days_to_due, move.ledger_status == "partial")
    if status == "cancelled" and credit_notes:
        return env._("Cancelled by %(credit_notes)s", credit_notes=", ".join(credit_notes))
    return dict(move._fields["lifecycle_status"]._description_selection(env))[status]


def days_left_words(env, days):
    """How many days are left before the due date, or how late it is.

    :param int days: until the due date, below zero when it is past
    """
    if days == 0:
        return env._("due today")
    if days == 1:
        return env._("1 day left")
    if days > 1:
        return env._("%(days)s days left", days=days)
    if days == -1:
        return env._("1 day late")
    return env._("%(days)s days late", days=-days)


def _overdue_words(env, days, is_partly_paid):
    late = env._("Overdue 1 day") if days == 1 else env._("Overdue %(days)s days", days=days)
    return env._("%(late)s, partly paid", late=late) if is_partly_paid else late
