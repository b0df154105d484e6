"""What one request may cost: docs/security.md says it in words, and why."""

from odoo.exceptions import UserError

MAX_FILES = 200
"""Archived files in one PDF: each is read, and merged in memory."""
MAX_CUSTOMERS = 2_000
"""Customers in one file of statements of account."""
MAX_PRINTED = 5_000
"""Rows of a printed schedule: nobody reads more, and the PDF program would take minutes."""
MAX_ROWS = 100_000
"""Rows of a spreadsheet of the schedule, written one after another in flat memory."""
MAX_ARCHIVED = 10_000
"""Files in one ZIP of the archive, written one after another in flat memory."""


def check_count(env, count, most, way=""):
    """Refuse a request that costs too much, before it costs anything.

    :param int count: documents or rows asked for
    :param int most: one of the limits of this module
    :param str way: a sentence that tells users of the application, not customers, which way is
        meant for more
    :raise UserError: there are too many of them
    """
    if count <= most:
        return
    sentence = env._("At most %(most)s at once: choose fewer.", most=most)
    if way and env.user._is_internal():
        sentence = f"{sentence} {way}"
    raise UserError(sentence)
