"""The rooms of the house, from the ground up: a room uses those above it in this list only."""

# isort: skip_file
from . import ledger  # what counts as customer debt, and records that are never changed
from . import issuing  # documents sent to people: queued, frozen, mailed, and to whom
from . import stations  # the site or till where something was entered
from . import allocation  # which credit settles which installment: propose, apply, remember
from . import walk_ins  # strangers who share one account, never mixed
from . import payments  # money of customers: entered, kept as credit, corrected
from . import arriving  # bank lines: whose money they are, and what it may settle
from . import schedule  # what is due when, and when it is expected
from . import statements  # statements of account
from . import receipts  # documents that say what was paid, and their archive
from . import invoices  # the life of an invoice: status, versions, deposits
from . import remittances  # what is taken to the bank: slips, and the credit that clears them
from . import checks  # figures that must agree, allocations that must be right
