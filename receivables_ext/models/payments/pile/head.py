from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import format_date

from ...ledger.permit import permit
from ..entry.method_names import method_translator

HEAD = {"journal_id", "payment_method_line_id", "date", "station_id"}
"""What all payments of a pile have from its head."""


class ReceivablesPaymentPile(models.Model):
    """Payments entered one below the other: the same journal, means, date and station.

    *Accepts*: the head of the pile, what was counted by hand, and rows as they are typed.

    *How to use*: ``enter_row()`` for each row, in one call; ``paste_rows()`` for those of a
    spreadsheet; ``register_rows()`` for all of them.

    *How it works*: a row is a draft payment as soon as it is typed, so nothing is lost. They are
    registered as payments are everywhere, with every check, together or, where one is refused,
    without it: see ``registering.py``.
    """

    _name = "receivables.payment.pile"
    _inherit = ["receivables.station.stamp", "mail.thread"]
    _description = "Pile of payments"
    _order = "date desc, id desc"
    _check_company_auto = True

    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        default=lambda self: self._usual_journal(),
        domain="[('type', 'in', ('bank', 'cash'))]",
        check_company=True,
        help="Where the money comes in.",
    )
    payment_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Means",
        required=True,
        compute="_compute_payment_method_line_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('journal_id', '=', journal_id), ('payment_type', '=', 'inbound')]",
    )
    company_id = fields.Many2one(
        related="journal_id.company_id", store=True, precompute=True, index=True
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    date = fields.Date(required=True, default=fields.Date.context_today)
    number_use = fields.Selection(related="payment_method_line_id.means_id.number_use")
    bank_use = fields.Selection(related="payment_method_line_id.means_id.bank_use")
    account_use = fields.Selection(related="payment_method_line_id.means_id.account_use")
    due_date_use = fields.Selection(related="payment_method_line_id.means_id.due_date_use")

    payment_ids = fields.One2many("account.payment", "pile_id", string="Payments", readonly=True)
    counted_number = fields.Integer(
        string="Counted by hand", tracking=True, help="How many payments lie on the desk."
    )
    counted_amount = fields.Monetary(
        string="Sum by hand",
        tracking=True,
        help="In the currency of the journal: what they add up to.",
    )
    difference_reason = fields.Char(
        string="Why they differ",
        tracking=True,
        help="Asked for when what was typed is not what was counted by hand.",
    )
    typed_number = fields.Integer(string="Typed", compute="_compute_typed")
    typed_amount = fields.Monetary(
        string="Sum typed", compute="_compute_typed", help="In the currency of the journal."
    )
    left_number = fields.Integer(string="To register", compute="_compute_typed")
    registered_number = fields.Integer(string="Registered", compute="_compute_typed")
    unread = fields.Text(
        string="Pasted and not read",
        help="Lines that could not be read, each after the reason. Type them, then empty this.",
    )
    state = fields.Selection(
        [("open", "To register"), ("done", "Registered")],
        string="Status",
        compute="_compute_state",
        store=True,
    )

    _open_idx = models.Index("(company_id) WHERE state = 'open'")

    # === Compute === #

    @api.model
    def _usual_journal(self):
        """That of the last payment of the user, else the first bank or till."""
        Journal = self.env["account.journal"]
        return Journal.browse(self._usual_means().get("default_journal_id")) or Journal.search(
            [*Journal._check_company_domain(self.env.company), ("type", "in", ("bank", "cash"))],
            limit=1,
        )

    @api.depends("journal_id")
    def _compute_payment_method_line_id(self):
        Method = self.env["account.payment.method.line"]
        usual = Method.browse(self._usual_means().get("default_payment_method_line_id"))
        for pile in self:
            methods = pile.journal_id.inbound_payment_method_line_ids
            if pile.payment_method_line_id not in methods:
                pile.payment_method_line_id = (methods & usual) or methods[:1]

    @api.model
    def _usual_means(self):
        """What a new payment of the user begins with."""
        form = self.env["account.payment"].with_context(
            default_partner_type="customer", default_payment_type="inbound"
        )
        return form._usual_means()

    @api.depends("journal_id")
    def _compute_currency_id(self):
        for pile in self:
            pile.currency_id = pile.journal_id.currency_id or pile.company_id.currency_id

    @api.depends("payment_ids.amount", "payment_ids.state", "payment_ids.scheduled_date")
    def _compute_typed(self):
        for pile in self:
            typed = pile.payment_ids.filtered(lambda payment: payment.state != "canceled")
            pile.typed_number = len(typed)
            pile.typed_amount = sum(typed.mapped("amount"))
            pile.left_number = len(pile._rows_left())
            pile.registered_number = len(typed) - pile.left_number

    @api.depends("payment_ids.state", "payment_ids.scheduled_date")
    def _compute_state(self):
        for pile in self:
            is_done = pile.payment_ids and not pile._rows_left()
            pile.state = "done" if is_done else "open"

    @api.depends("payment_method_line_id.name", "journal_id.name", "date")
    @api.depends_context("lang")
    def _compute_display_name(self):
        translate = method_translator(self.env)
        for pile in self:
            method = pile.payment_method_line_id
            pile.display_name = self.env._(
                "%(means)s, %(journal)s, %(date)s",
                means=method.means_id.name or translate(method.name) or "",
                journal=pile.journal_id.name or "",
                date=format_date(self.env, pile.date) if pile.date else "",
            )

    def _rows_left(self):
        """Payments of these piles that are not registered or scheduled yet, in their order."""
        return self.payment_ids.filtered(
            lambda payment: payment.state == "draft" and not payment.scheduled_date
        ).sorted("id")

    # === Constraints === #

    @api.constrains("journal_id", "payment_method_line_id")
    def _check_means(self):
        for pile in self:
            method = pile.payment_method_line_id
            if pile.journal_id.type not in ("bank", "cash"):
                raise ValidationError(
                    self.env._("Payments come in by a bank or a till: choose such a journal.")
                )
            if method not in pile.journal_id.inbound_payment_method_line_ids:
                raise ValidationError(
                    self.env._(
                        "%(means)s is not offered in %(journal)s. Choose another means.",
                        means=method.name,
                        journal=pile.journal_id.name,
                    )
                )

    def write(self, vals):
        """Change the head of piles: the rows that are not registered follow.

        :raises UserError: a payment of a pile is registered, with the head as it was; or a status
            is given, which follows from the payments
        """
        if "state" in vals:
            raise UserError(
                self.env._("A pile is registered when its payments are: register them.")
            )
        before = {pile: pile.date for pile in self.filtered(lambda pile: pile._changes_head(vals))}
        if any(pile.registered_number for pile in before):
            raise UserError(
                self.env._(
                    "Payments of this pile are registered: enter those of another journal, means, "
                    "date or station in a new pile."
                )
            )
        result = super().write(vals)
        for pile, day in before.items():
            pile._follow_head(day)
        return result

    def _changes_head(self, vals):
        """Whether ``vals`` give what all payments of this pile have another value."""

        def cached(name, value):
            return self._fields[name].convert_to_cache(value, self)

        return any(cached(name, vals[name]) != cached(name, self[name]) for name in HEAD & {*vals})

    def _follow_head(self, day_before):
        """Give the rows that are left the head of their pile; a day of their own stays."""
        left = self._rows_left()
        left.write(
            {
                "journal_id": self.journal_id.id,
                "payment_method_line_id": self.payment_method_line_id.id,
                "currency_id": self.currency_id.id,
                "station_id": self.station_id.id,
                "pile_refusal": False,
            }
        )
        left.filtered(lambda payment: payment.date == day_before).date = self.date

    def unlink(self):
        """Delete piles without payments; not by ``ondelete``, which a remote call can switch off.

        :raises UserError: there are payments in it
        """
        if not permit.is_uninstalling(self.env):
            self._check_is_empty()
        return super().unlink()

    def _check_is_empty(self):
        if self.payment_ids:
            raise UserError(
                self.env._(
                    "A pile with payments is kept: delete its drafts first. Registered payments "
                    "stay with what was counted."
                )
            )
