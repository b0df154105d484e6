"""The installment schedule, one file for each subject."""

from . import schedule  # the model, which the others extend

# isort: split
from . import actions, outputs, selection
