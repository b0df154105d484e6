"""The settings page, one file for each subject."""

from . import allocation, corrections, credits, entry, receipts
