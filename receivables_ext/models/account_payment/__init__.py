"""Customer payments, one file for each subject.

Loaded in this order, so that a subject calls those before it through ``super()``: what a payment
settles, how it is registered, when it may, and before all what can no longer be changed.
"""

# isort: skip_file
from . import allocation, lifecycle, registration
from . import scheduled
from . import definitive
