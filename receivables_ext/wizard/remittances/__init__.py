from . import bank_credit, undo_remittance
