"""Settings of a company, one file for each subject."""

from . import receipts
