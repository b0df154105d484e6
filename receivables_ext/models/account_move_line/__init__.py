"""Journal items, one file for each subject."""

from . import expected_date, installments, open_items, payment_entry
from .open_items import ChosenAmounts
