"""The payment dialog, one file for each subject."""

from . import credits, details, scheduled
