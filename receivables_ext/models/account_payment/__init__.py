"""Customer payments, one file for each subject.

Loaded in this order, so that a subject calls those before it through ``super()``: what a payment
settles, how it is registered and for whom, what is checked first, when it may be registered, what
can no longer be changed, and the documents issued about it.
"""

from . import receipt
