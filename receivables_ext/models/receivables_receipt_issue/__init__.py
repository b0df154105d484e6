"""Receipts: which ones, made, delivered, revoked. One file for each subject."""

# What the others extend comes first.
from . import queue

# isort: split
from . import delivery, making, payments, revocation
