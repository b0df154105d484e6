from odoo.addons.base.models.ir_model import MODULE_UNINSTALL_FLAG

KEY = "receivables_payment_permission"
"""Key of the context that carries the permit of this module's services."""
REGISTERING_KEY = "receivables_registering_permission"
"""Key of the context that says that payments are registered, and their plans settled."""
MATCHING_KEY = "receivables_matching_permission"
"""Key of the context that says that core's reconcile engine is at work."""
ADJUSTING_KEY = "receivables_adjusting_permission"
"""Key of the context that says that core books what follows from an allocation."""
REVERSING_KEY = "receivables_reversing_permission"
"""Key of the context that says that the entry of a payment is reversed as it was booked."""
RETAINING_KEY = "receivables_retaining_permission"
"""Key of the context that says that a payment books what its payer keeps for a time."""


class Permit:
    """What lets code write what nobody else writes.

    **How to use**: a service that has checked the rights of the user writes on
    ``permit.opened(records)``; a guard asks ``permit.is_open(env)`` and refuses otherwise.
    **How it works**: the permit is an object of this process. A context that comes from a browser
    or a remote call carries numbers and texts, so it cannot be forged. Superuser rights do not
    stand for it.
    """

    __slots__ = ("key",)

    def __init__(self, key=KEY):
        """:param str key: of the context that carries it"""
        self.key = key

    def opened(self, records):
        """The same ``records``, for a service of this module to write on."""
        return records.with_context(**{self.key: self})

    def is_open(self, env):
        """Whether a service of this module writes in ``env``."""
        return env.context.get(self.key) is self

    def is_uninstalling(self, env):
        """Whether Odoo is taking this module away, with its records.

        It says so in the context, where a remote call could say it too (``ondelete`` methods
        believe it): the state of the module does not lie.
        """
        if not env.context.get(MODULE_UNINSTALL_FLAG):
            return False
        # The state of a module is no secret; nothing else of it is read.
        return env["ir.module.module"].sudo()._get("receivables_ext").state == "to remove"


permit = Permit()
registering = Permit(REGISTERING_KEY)
"""Opened by the act that registers payments and settles their plans: a new state alone does not."""
matching = Permit(MATCHING_KEY)
"""Opened by the reconcile engine: it alone makes allocations, for every user."""
adjusting = Permit(ADJUSTING_KEY)
"""Opened while core books or undoes what follows from an allocation, as a difference of exchange:
what is matched meanwhile is no act of anybody. Only afterwards does core link the two."""
reversing = Permit(REVERSING_KEY)
"""Opened while the entry of a payment is reversed: its taxes are those that were booked."""
retaining = Permit(RETAINING_KEY)
"""Opened while a payment books its own entry: only there are items said to be retained."""
