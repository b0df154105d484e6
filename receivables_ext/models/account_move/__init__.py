"""Invoices and other journal entries, one file for each subject."""

from . import (
    credits,
    installments,
    payment_entry,
    receipt_evidence,
    receipt_preview,
    receipts,
    scheduled_payments,
    settled_outside,
)
