"""The payment dialog, one file for each subject, as for payments themselves."""

from . import credits, details, duplicates, installments, message, scheduled
