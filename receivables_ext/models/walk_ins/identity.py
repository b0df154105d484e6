import re
from collections import defaultdict
from itertools import combinations

from odoo import api, models
from odoo.exceptions import UserError


class ReceivablesWalkIn(models.AbstractModel):
    """Keep the strangers behind one generic customer apart.

    Two documents are of the same stranger when they say so: by the identifier when both have one,
    else by the phone, else by the name. A payment is of whoever owns the documents that it settles.
    """

    _name = "receivables.walk.in"
    _description = "Identity of walk-in customers"

    @api.model
    def _identity(self, move):
        """What identifies the stranger of a document, the surest first.

        For a module to identify strangers otherwise, it must override this method and return as
        many texts, empty when unknown, for every document.
        """
        identifier = re.sub(r"\W", "", move.walk_in_identifier or "").casefold()
        phone = re.sub(r"\D", "", move.walk_in_phone or "")
        name = " ".join((move.walk_in_name or "").split()).casefold()
        return identifier, phone, name

    @api.model
    def _is_same(self, move, other):
        """Whether two documents are surely of the same stranger."""
        if (move.reversed_entry_id or move) == (other.reversed_entry_id or other):
            return True
        for mine, his in zip(self._identity(move), self._identity(other), strict=True):
            if mine and his:
                return mine == his
        return False

    @api.model
    def _documents(self, line):
        """The documents that say whose open item ``line`` is."""
        if line.move_id.is_sale_document(True):
            return line.move_id
        matched = line.matched_debit_ids.debit_move_id + line.matched_credit_ids.credit_move_id
        return matched.move_id.filtered(lambda move: move.is_sale_document(True))

    @api.model
    def _of_same(self, lines, moves):
        """Those of ``lines`` that are not known to be of another stranger than ``moves``."""
        # Whose a payment is follows from what it settled, whichever of it the user may read.
        kept = lines.sudo().filtered(
            lambda line: all(
                self._is_same(known, move)
                for known in self._documents(line)
                for move in moves.sudo()
            )
        )
        return kept.sudo(lines.env.su)

    @api.model
    def _check_rows(self, rows):
        """Refuse allocations that use the money of one stranger for another.

        :param rows: see ``receivables.allocation.guard``
        :raises UserError: two documents are not of the same walk-in customer
        """
        known = defaultdict(self.env["account.move"].sudo().browse)
        for debit, credit, *_rest in rows:
            debit, credit = debit.sudo(), credit.sudo()  # see _of_same()
            if debit.partner_id.is_walk_in:
                known[credit] |= self._documents(debit) | self._documents(credit)
        for moves in known.values():
            self._check_same(moves)

    @api.model
    def _check_same(self, moves):
        """Refuse documents that are not surely of one and the same stranger."""
        for move, other in combinations(moves, 2):
            if not self._is_same(move, other):
                raise UserError(
                    self.env._(
                        "%(document)s (%(name)s) and %(other)s (%(other_name)s) are not of the "
                        "same walk-in customer. Choose documents with the same identifier, phone "
                        "or name.",
                        document=move.name,
                        name=self._name_of(move),
                        other=other.name,
                        other_name=self._name_of(other),
                    )
                )

    @api.model
    def _name_of(self, move):
        return (
            move.walk_in_name
            or move.walk_in_identifier
            or move.walk_in_phone
            or self.env._("no name")
        )
