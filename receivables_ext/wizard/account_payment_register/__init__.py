"""The payment dialog, one file for each subject, as for payments themselves."""

from . import installments
