"""Days on which core's lock dates let entries be booked."""

from datetime import timedelta


def first_open_date(company, date, journal, has_tax=False):
    """The first day from ``date`` on that the lock dates of ``company`` leave open.

    :param journal: of the entry to book
    :param bool has_tax: whether it counts for a tax return
    """
    # Lock dates are settings of the company that a clerk may not read.
    company = company.sudo()
    while locks := company._get_violated_lock_dates(date, has_tax, journal):
        date = locks[-1][0] + timedelta(days=1)
    return date
