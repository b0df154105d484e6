"""Customers: the figures of their account, their statements and receipts, the generic ones."""

from . import figures, followup, late, receipts, statements
