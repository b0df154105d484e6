"""What is said of an installment, so that no colour has to."""


def situation_words(installment):
    """How late or how soon it is, and whether a part is paid already."""
    said = [time_words(installment)]
    if installment.amount_received and not installment.settled:
        said.append(installment.env._("partly paid"))
    return ", ".join(said)


def time_words(installment):
    env = installment.env
    days = installment.days_late
    if installment.status == "settled":
        return env._("Fully paid")
    if installment.status == "marked":
        return env._("Paid (not recorded)")
    if days > 1:
        return env._("%(days)s days late", days=days)
    if days == 1:
        return env._("1 day late")
    if days == 0:
        return env._("Due today")
    if days == -1:
        return env._("Due tomorrow")
    return env._("Due in %(days)s days", days=-days)
