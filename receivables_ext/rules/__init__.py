"""Rules of the trade as functions of plain values: no Odoo, no database, integers for money."""
