"""Money of customers: one room for each part of its life, from the ground up."""

# isort: skip_file
from . import entry  # payments are entered, scheduled, registered
from . import credits  # what is left of them settles later documents
from . import cash_terms  # what is paid at once: asked for, or settled by itself
from . import corrections  # registered payments are corrected, returned, refunded, never edited
from . import discount  # what a payment lacks is granted as a discount, or tolerated
from . import deductions  # what the payer kept: fees, taxes withheld
from . import pile  # many are entered one below the other, and registered together
