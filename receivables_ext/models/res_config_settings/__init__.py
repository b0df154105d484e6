"""The settings page, one file for each subject."""

from . import receipts
