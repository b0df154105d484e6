from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command

from ..ledger import asked
from .layout import add_up_totals, balance_wording

MAX_LINES = 20_000
"""Lines that one answer brings; beyond, each customer brings its own when it is unfolded."""


class ReceivablesStatementScreen(models.AbstractModel):
    """The statement of account on screen: what its browser part asks the server.

    **How it works**: the filters make a ``receivables.statement`` that is never stored. What a
    person may have done wrong is answered as a sentence, so that the screen keeps its filters
    and says it in place instead of in a dialog.
    """

    _name = "receivables.statement.screen"
    _description = "Screen of statements of account"

    @api.model
    @api.readonly
    def get_screen(self, values):
        """Read everything that the screen shows for these filters.

        :param dict values: values of a ``receivables.statement``; ``partner_ids`` is a list of
            ids, what the model does not know is left out
        :return: dict ``error`` (a sentence, or empty), ``header`` (see ``_get_header``),
            ``statements`` (see ``get_statements``, each with ``closing_label``), ``totals``
            (one dict for each currency), ``lines_left_out`` (when true, ``lines`` of every
            statement is ``None`` and ``line_count`` says how many there are)
        :raise AccessError: when the user may ask for no statement at all
        """
        self.env["receivables.statement"].check_access("create")
        try:
            request = self.env["receivables.statement"].new(self._prepare_request_vals(values))
            return self._screen(request)
        except UserError as error:
            return {
                "error": str(error),
                "header": {},
                "statements": [],
                "totals": [],
                "lines_left_out": False,
            }

    @api.model
    @api.readonly
    def open_document(self, move_id):
        """Open the document behind a line: the payment, else the invoice or entry.

        :raise AccessError: when the user may not read it; the screen stays as it is
        :raise UserError: ``move_id`` is no id
        """
        self.env["receivables.statement"].check_access("create")
        move = self.env["account.move"].browse(asked.read_id(self.env, move_id))
        # Salespersons read payments, and not the entries that say whose they are.
        document = move.sudo().origin_payment_id.sudo(False) or move
        if not document.has_access("read"):
            # Without its number: whoever asks may have guessed the id.
            raise AccessError(
                self.env._(
                    "This document belongs to another salesperson: ask for it in accounting."
                )
            )
        return document._get_records_action()

    # === The answer === #

    def _prepare_request_vals(self, values):
        request = asked.read_values(self.env["receivables.statement"], values)
        if not request.get("date_to", True):
            raise UserError(self.env._("Choose the last day of the statement."))
        return {**request, "partner_ids": [Command.set(request.get("partner_ids", []))]}

    def _screen(self, request):
        statements = request.get_statements()
        own = self.with_company(request.company_id).env
        too_many = sum(len(statement["lines"]) for statement in statements) > MAX_LINES
        for statement in statements:
            statement["closing_label"] = balance_wording(self.env, statement["closing"])
            if too_many and len(statements) > 1:
                statement |= {"line_count": len(statement["lines"]), "lines": None}
        return {
            "error": "",
            "header": request._get_header(),
            "statements": statements,
            "totals": add_up_totals(own, statements),
            "lines_left_out": too_many and len(statements) > 1,
        }
