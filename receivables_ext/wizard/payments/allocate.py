from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tools import formatLang

from ...models.allocation.proposal import prepare_rows
from ...models.ledger.units import to_amount, to_units
from ...models.payments.entry import share

PAGE_SIZE = 40


class ReceivablesAllocate(models.TransientModel):
    """Use one document on others, amount by amount.

    From a credit (a credit note, what is left of a payment) it lists the invoices of the
    customer, oldest due first; from an invoice it lists the credits, oldest first.
    """

    _name = "receivables.allocate"
    _inherit = ["receivables.dialog"]
    _description = "Allocate"

    move_id = fields.Many2one("account.move", required=True, readonly=True, ondelete="cascade")
    is_credit = fields.Boolean(readonly=True)
    # Empty when the credit belongs to several customers: each line then names its own.
    partner_id = fields.Many2one("res.partner", string="Customer", readonly=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    available_amount = fields.Monetary(
        string="Open",
        readonly=True,
        help="What is left on the document, in its currency, above zero.",
    )
    line_ids = fields.One2many("receivables.allocate.line", "wizard_id", string="Documents")
    hidden_count = fields.Integer(string="Not shown", readonly=True)
    selected_amount = fields.Monetary(string="Allocated", compute="_compute_selected_amount")
    left_amount = fields.Monetary(string="To use", compute="_compute_selected_amount")
    has_excess = fields.Boolean(string="More than is open", compute="_compute_has_excess")

    @api.depends("line_ids.amount", "available_amount")
    def _compute_selected_amount(self):
        for wizard in self:
            wizard.selected_amount = sum(wizard.line_ids.mapped("amount"))
            wizard.left_amount = wizard.available_amount - wizard.selected_amount

    @api.depends("line_ids.excess")
    def _compute_has_excess(self):
        for wizard in self:
            wizard.has_excess = any(wizard.line_ids.mapped("excess"))

    # === Opening === #

    @api.model
    def _open_for(self, move):
        """Open the dialog for ``move``: an invoice, a credit note or the entry of a payment.

        :raises UserError: nothing is left on it, or the customer has nothing to match it with
        """
        own = move._open_term_lines()
        if not own:
            raise UserError(
                self.env._(
                    "Nothing is left to allocate on %(document)s: it is not validated, or it is "
                    "entirely settled.",
                    document=move.display_name,
                )
            )
        is_credit = own[0].amount_residual_currency < 0
        customers = own.partner_id
        wizard = self.create(
            {
                "move_id": move.id,
                "is_credit": is_credit,
                "partner_id": customers.id if len(customers) == 1 else False,
                "currency_id": own[0].currency_id.id,
                "available_amount": abs(sum(own.mapped("amount_residual_currency"))),
            }
        )
        wizard._load_lines(PAGE_SIZE)
        if not wizard.line_ids:
            names = ", ".join(customers.mapped("display_name"))
            raise UserError(
                self.env._(
                    "%(customer)s has no open invoice to settle with %(document)s.",
                    customer=names,
                    document=move.display_name,
                )
                if is_credit
                else self.env._(
                    "%(customer)s has no open payment or credit note to use on %(document)s.",
                    customer=names,
                    document=move.display_name,
                )
            )
        return wizard._action()

    def _load_lines(self, count):
        """List the first ``count`` open items; amounts are proposed on the new ones."""
        search = (
            self.move_id._open_debit_lines if self.is_credit else self.move_id._open_credit_lines
        )
        lines = search(limit=count)
        self.hidden_count = 0
        if len(lines) == count:
            self.hidden_count = len(search()) - count
        # Whose money it is, among the strangers behind a walk-in customer, a person decides.
        left = {} if self.partner_id.is_walk_in else self._left_by_key()
        commands = []
        for line in lines - self.line_ids.line_id:
            key = self._settling_key(line)
            amount = max(0.0, min(abs(line.amount_residual_currency), left.get(key, 0.0)))
            left[key] = left.get(key, 0.0) - amount
            reason = "oldest_due" if self.is_credit else "oldest_credit"
            commands.append(
                Command.create(
                    {"line_id": line.id, "amount": amount, "reason": reason if amount else False}
                )
            )
        self.line_ids = commands

    @api.model
    def _settling_key(self, line):
        """Lines that share this key settle each other: a credit may be of several customers."""
        return share.share_key(line)

    def _left_by_key(self):
        """What is left of the document, in its currency, above zero, by ``_settling_key()``."""
        left = {
            key: abs(sum(lines.mapped("amount_residual_currency")))
            for key, lines in self.move_id._open_term_lines().grouped(self._settling_key).items()
        }
        for line in self.line_ids:
            key = self._settling_key(line.line_id)
            left[key] = left.get(key, 0.0) - line.amount
        return left

    def _action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Use %(document)s", document=self.move_id.display_name)
            if self.is_credit
            else self.env._("Use credits on %(document)s", document=self.move_id.display_name),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    # === Actions === #

    def action_show_more(self):
        """List the next page of open items; what was typed stays."""
        self._load_lines(len(self.line_ids) + PAGE_SIZE)
        return self._action()

    def action_apply(self):
        """Settle exactly the amounts of the lines.

        :raises UserError: nothing was chosen, or an amount exceeds what is open
        """
        self.ensure_one()
        service = self.env["receivables.allocation"]
        currency = self.currency_id
        chosen = self.line_ids.filtered(lambda line: not currency.is_zero(line.amount))
        if not chosen:
            raise UserError(self.env._("Enter an amount on at least one line."))
        if any(line.amount < 0 for line in chosen):
            raise UserError(self.env._("Amounts must be above zero."))
        chosen._check_excess()
        own_lines = self.move_id._open_term_lines()
        by_key = own_lines.grouped(self._settling_key)
        rows = []
        for key, lines in chosen.grouped(lambda line: self._settling_key(line.line_id)).items():
            # A document that no line fits goes beside all of them: the guard says why not.
            rows += self._prepare_rows(by_key.get(key, own_lines), lines)
        service.apply(rows)
        return {"type": "ir.actions.act_window_close"}

    def _prepare_rows(self, own_lines, lines):
        """Rows of a proposal for the chosen ``lines`` of one customer."""
        currency = self.currency_id
        own = [
            (line.id, to_units(abs(line.amount_residual_currency), currency)) for line in own_lines
        ]
        shares = [(line.line_id.id, to_units(line.amount, currency)) for line in lines]
        # What is left now, not when the dialog was opened: somebody may have used it since.
        left = sum(units for _line, units in own)
        if sum(units for _line, units in shares) > left:
            raise UserError(
                self.env._(
                    "Only %(left)s is left on %(document)s. Lower the amounts.",
                    left=formatLang(self.env, to_amount(left, currency), currency_obj=currency),
                    document=self.move_id.display_name,
                )
            )
        debits, credits = (shares, own) if self.is_credit else (own, shares)
        reasons = {line.line_id.id: line.reason for line in lines}
        return prepare_rows(debits, credits, currency, reasons)


class ReceivablesAllocateLine(models.TransientModel):
    _name = "receivables.allocate.line"
    _inherit = ["receivables.dialog", "receivables.open.item"]
    _description = "Document in the allocation dialog"

    wizard_id = fields.Many2one("receivables.allocate", required=True, ondelete="cascade")
    currency_id = fields.Many2one(related="wizard_id.currency_id")
