"""Journal items, one file for each subject."""

from . import expected_date, installments
