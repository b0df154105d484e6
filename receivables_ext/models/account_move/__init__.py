"""Invoices and other journal entries, one file for each subject."""

from . import receipt_evidence, receipt_preview, receipts
