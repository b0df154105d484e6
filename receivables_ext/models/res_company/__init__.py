"""Settings of a company, one file for each subject."""

from . import allocation, corrections, credits, entry, receipts
