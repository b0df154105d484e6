"""Customer payments, one file for each subject.

Loaded in this order, so that a subject calls those before it through ``super()``.
"""

from . import allocation, registration
