"""Who reads agreements. Salespersons see their effect in the schedule."""

from ..ledger import roles

FOLLOWERS = f"{roles.COLLECTOR},{roles.READS_ACCOUNTING}"
