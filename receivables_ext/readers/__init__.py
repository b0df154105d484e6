"""Rows of values from bytes of files: plain Python, without Odoo."""
