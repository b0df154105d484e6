"""Bytes of files from rows of values: plain Python, without Odoo."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Media type of spreadsheets."""
