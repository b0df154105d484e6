from itertools import groupby

from odoo import api, models


class ReceivablesStatementComputation(models.AbstractModel):
    """The one computation of statements, whatever renders them."""

    _name = "receivables.statement.computation"
    _description = "Computation of statements of account"

    @api.model
    def _find(self, request, entity_ids):
        """Statements with something to say.

        :param request: ``receivables.statement``, in the environment of its company
        :param entity_ids: ids of commercial entities; None for all
        :return: list of dicts, see ``receivables.statement.get_statements()``, without names
        """
        entity_ids = self._entities(request, entity_ids)
        if request.mode == "open_items":
            return self._open_items(request, entity_ids)
        if request.mode == "walk_in":
            return self.env["receivables.statement.walk.in"]._find(request, entity_ids)
        return self._activity(request, entity_ids)

    @api.model
    def _entities(self, request, entity_ids):
        """Those of ``entity_ids`` that the request may say something of; None for all.

        :raise UserError: when a customer who was asked for by name is not among them
        """
        entity_ids = self.env["receivables.statement.guard"]._complete(request, entity_ids)
        if request.mode == "walk_in":
            return self.env["receivables.statement.walk.in"]._generic(request, entity_ids)
        return entity_ids

    @api.model
    def _empty(self, request, key):
        """The statement of a customer without any movement."""
        if request.mode == "walk_in":
            return self.env["receivables.statement.walk.in"]._lay_out(request, key, [], [])
        return self.env["receivables.statement.layout"]._lay_out(key, 0, [])

    def _open_items(self, request, entity_ids):
        open_items = self.env["receivables.statement.open.item"]
        tax_facts = self._tax_facts(request, entity_ids)
        groups = open_items._find(request, entity_ids, tax_facts)
        layout = self.env["receivables.statement.layout"]
        return [
            layout._lay_out(key, 0, rows, open_items._slices(rows)) for key, rows in groups.items()
        ]

    def _activity(self, request, entity_ids):
        open_items = self.env["receivables.statement.open.item"]
        slices = open_items._aged(request, entity_ids)
        openings, rows = self.env["receivables.statement.movement"]._find(
            request, entity_ids, {key: sum(units) for key, units in slices.items()}
        )
        if request.mode == "detailed":
            self.env["receivables.statement.match"]._add_details(request, entity_ids, rows)
        if tax_facts := self._tax_facts(request, entity_ids):
            untaxed = self.env["receivables.statement.untaxed"]
            openings, rows = untaxed._exclude_tax(request, tax_facts, openings, rows)
            groups = open_items._find(request, entity_ids, tax_facts)
            slices = {key: open_items._slices(items) for key, items in groups.items()}
        groups = {key: list(group) for key, group in groupby(rows, lambda row: row["key"])}
        layout = self.env["receivables.statement.layout"]
        return [
            layout._lay_out(key, openings.get(key, 0), groups.get(key, []), slices.get(key))
            for key in dict.fromkeys([*openings, *groups])
            if key in groups or openings[key] or any(slices.get(key, ()))
        ]

    def _tax_facts(self, request, entity_ids):
        """What tells tax apart, when the request excludes it."""
        if request.basis == "tax_included":
            return None
        return self.env["receivables.statement.untaxed"]._read(request, entity_ids)
