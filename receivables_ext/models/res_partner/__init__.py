"""Customers: the figures of their account, their statements, the generic ones."""

from . import figures, statements, walk_in
