"""Receipted invoices, balance documents and payment receipts, one file for each subject."""

from .document import RECEIPT_POLICIES  # isort: split

from . import file, preview

__all__ = ["RECEIPT_POLICIES", "file", "preview"]
