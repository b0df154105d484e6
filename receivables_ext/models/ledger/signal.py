from odoo import api, models

CHANGED = "receivables.ledger.signal.changed"


class ReceivablesLedgerSignal(models.AbstractModel):
    """What happens to the debt of customers, told to the rooms above the ledger.

    **How to use**: a room overrides the signal that it listens to and calls ``super()``.
    **How it works**: entries and allocations signal every change, by form, code or remote call.
    ``_settled()``, ``_released()`` and ``_state_changed()`` are told at once, within the act.
    ``_entries_changed()`` is told once before the transaction ends, with all the entries together.
    """

    _name = "receivables.ledger.signal"
    _description = "Signals of the ledger"

    @api.model
    def _settled(self, partials):
        """Allocations were made.

        For a module to note something at once, it must override this method.

        :param partials: ``account.partial.reconcile``, in the environment of the act
        """
        self._note_changed((partials.debit_move_id | partials.credit_move_id).move_id)

    @api.model
    def _released(self, partials):
        """Allocations are about to be taken away: they can still be read.

        For a module to note something at once, it must override this method.

        :param partials: ``account.partial.reconcile``, each once, in the environment of the act
        """
        self._note_changed((partials.debit_move_id | partials.credit_move_id).move_id)

    @api.model
    def _state_changed(self, moves, state):
        """The state of entries was written: they were validated, reset to draft or cancelled.

        For a module to do something at once, it must override this method.

        :param str state: the state that was written
        """

    @api.model
    def _scope_changed(self, lines):
        """Items count as debt of customers from now on, or no longer: their company said so.

        For a module that keeps something of such items, it must override this method.

        :param lines: ``account.move.line``, as superuser: whoever may read them
        """

    @api.model
    def _entries_changed(self, moves):
        """Allocations of ``moves`` changed in this transaction, which is about to end.

        For a module to do something once for all of them, it must override this method.

        :param moves: those that still exist, as superuser: what follows from the ledger does not
            depend on who changed it. It must not let the user see more.
        """

    @api.model
    def _note_changed(self, moves):
        """Have ``_entries_changed()`` told of ``moves`` before the transaction ends."""
        if ids := moves.ids:
            precommit = self.env.cr.precommit
            if CHANGED not in precommit.data:
                precommit.data[CHANGED] = set()
                precommit.add(self._tell_changed)
            precommit.data[CHANGED].update(ids)

    @api.model
    def _tell_changed(self):
        ids = self.env.cr.precommit.data.pop(CHANGED, ())
        # See _entries_changed(): nothing is returned to the user.
        self._entries_changed(self.env["account.move"].sudo().browse(ids).exists())
