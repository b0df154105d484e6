from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL

SEE_ALL = ("account.group_account_invoice", "account.group_account_readonly")


class ReceivablesStatementGuard(models.AbstractModel):
    """A statement says all or nothing: what rules hide would make its balance wrong."""

    _name = "receivables.statement.guard"
    _description = "Guard of statements of account"

    @api.model
    def _complete(self, request, entity_ids):
        """Ids of those customers whose whole account the user may see.

        :param entity_ids: ids of commercial entities; None for all of whom he sees anything
        :return: such a list, or None when it needs no narrowing
        :raise UserError: when a customer who was asked for by name is not among them
        """
        if self._sees_all():
            return entity_ids
        seen = self._counts(request, entity_ids)
        hidden = {
            entity_id
            for entity_id, count in self._counts(
                request.sudo(), [*seen] if entity_ids is None else entity_ids
            ).items()
            if count != seen.get(entity_id)
        }
        if entity_ids is None:
            return [entity_id for entity_id in seen if entity_id not in hidden]
        if hidden:
            # Their names are what the user asked by.
            names = self.env["res.partner"].sudo().browse(hidden).mapped("display_name")
            raise UserError(
                self.env._(
                    "You may not see the whole account of %(customers)s, so a statement would be "
                    "wrong. Ask somebody of the receivables team for it.",
                    customers=", ".join(names),
                )
            )
        return entity_ids

    @api.model
    def _sees_all(self):
        """Whether no rule hides items of customers' accounts from the user.

        For a module with such a rule for accountants, it must override this method.
        """
        return self.env.su or any(self.env.user.has_group(group) for group in SEE_ALL)

    def _counts(self, request, entity_ids):
        movements = request.env["receivables.statement.movement"]
        query, entity = movements._entity_query(request, entity_ids)
        counts = SQL("%s GROUP BY %s", query.select(entity, SQL("COUNT(*)")), entity)
        return dict(request.env.execute_query(counts))
