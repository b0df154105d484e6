"""Customers: the figures of their account, their statements and receipts, the generic ones."""

from . import receipts
