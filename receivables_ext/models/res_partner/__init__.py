"""Customers, one file for each subject: the figures of their account, their statements."""

from . import figures, statements
