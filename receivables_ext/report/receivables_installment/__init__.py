"""The installment schedule, one file for each subject."""

from . import schedule
