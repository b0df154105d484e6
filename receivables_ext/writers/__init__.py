"""Bytes of files from rows of values: plain Python, without Odoo."""
