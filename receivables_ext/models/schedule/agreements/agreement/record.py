from odoo import api, fields, models
from odoo.fields import Domain

from .....rules import agreement as rule
from ....ledger.units import to_amount, to_units
from .. import wording

HOW = [
    ("portal", "Signed on the portal"),
    ("phone", "By telephone"),
    ("mail", "By email or letter"),
    ("paper", "Signed on paper"),
    ("meeting", "Face to face"),
]
"""How a customer accepts an agreement."""


class ReceivablesAgreement(models.Model):
    """Installments agreed anew: what a customer owes, to be paid on other days.

    **Accepts** open items of one customer, in one currency.
    **How to use**: ``_draft_for(lines)`` prepares one; it is cut into parts, proposed to the
    customer, and agreed by their signature or by a person of the house.
    **How it works**: nothing changes in the accounts. The schedule, the status of the invoices,
    the statement and the figures of the customer read the days of agreements that hold today
    (``shares.py``): one that is broken is as if it were not there.
    """

    _name = "receivables.agreement"
    _inherit = ["portal.mixin", "mail.thread", "mail.activity.mixin"]
    _description = "Agreement on installments"
    _order = "id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    version = fields.Integer(readonly=True, default=1, copy=False)
    replaces_id = fields.Many2one(
        "receivables.agreement",
        readonly=True,
        copy=False,
        index="btree_not_null",
    )
    partner_id = fields.Many2one(
        "res.partner", string="Customer", required=True, readonly=True, index=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    currency_id = fields.Many2one("res.currency", required=True, readonly=True)
    user_id = fields.Many2one(
        "res.users", string="Person in charge", default=lambda self: self.env.user, tracking=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("proposed", "Proposed"),
            ("agreed", "Agreed"),
            ("replaced", "Ended"),
        ],
        required=True,
        readonly=True,
        default="draft",
        copy=False,
        tracking=True,
    )
    item_ids = fields.One2many("receivables.agreement.item", "agreement_id", string="Covered debt")
    line_ids = fields.One2many("receivables.agreement.line", "agreement_id", string="Parts")
    move_ids = fields.Many2many(
        "account.move", string="Documents", compute="_compute_move_ids", search="_search_move_ids"
    )
    amount_total = fields.Monetary(
        string="Total to agree",
        compute="_compute_amounts",
        help="What was left of the documents when the agreement was prepared.",
    )
    amount_parts = fields.Monetary(string="In parts", compute="_compute_amounts")
    amount_unplanned = fields.Monetary(
        string="Not in a part yet",
        compute="_compute_amounts",
        help="The agreed total less the parts: zero before it can be proposed.",
    )
    gap = fields.Char(string="What to change", compute="_compute_amounts")
    amount_left = fields.Monetary(
        string="Remaining",
        compute="_compute_amounts",
        help="What is left of the agreed total.",
    )
    grace_days = fields.Integer(
        compute="_compute_grace_days",
        store=True,
        readonly=False,
        precompute=True,
        help="How many days after its date a part may still be paid. Later, the agreement is "
        "broken and the original due dates are back.",
    )
    agreed_on = fields.Date(string="Agreed on", readonly=True, copy=False)
    agreed_by = fields.Char(
        string="Accepted by",
        readonly=True,
        copy=False,
        help="Who accepted it for the customer.",
    )
    agreed_how = fields.Selection(HOW, string="How it was accepted", readonly=True, copy=False)
    noted_by_id = fields.Many2one(
        "res.users",
        string="Noted by",
        readonly=True,
        copy=False,
        help="Who wrote down that the customer accepted it; nobody where the customer signed on "
        "the portal.",
    )
    issued_on = fields.Date(
        string="Issued on",
        readonly=True,
        copy=False,
        help="The day on which it was proposed, or agreed at once.",
    )
    sent_on = fields.Date(
        string="Sent on", readonly=True, copy=False, help="The last day on which it was mailed."
    )
    # In the table: a file of its own could be replaced by who may write files.
    signature = fields.Image(readonly=True, copy=False, attachment=False, max_width=1024)
    attachment_id = fields.Many2one(
        "ir.attachment", string="PDF", readonly=True, copy=False, ondelete="restrict"
    )
    ended_reason = fields.Char(string="Why it ended", readonly=True, copy=False)
    ended_on = fields.Date(string="Ended on", readonly=True, copy=False)

    _grace_days_from_zero = models.Constraint(
        f"CHECK (grace_days BETWEEN 0 AND {rule.MAX_GRACE_DAYS})",
        f"Enter 0 to {rule.MAX_GRACE_DAYS} days of grace.",
    )

    # === What it says === #

    @api.depends("name", "version")
    def _compute_display_name(self):
        for agreement in self:
            name = agreement.name or agreement.env._("New agreement")
            if agreement.version > 1:
                name = agreement.env._(
                    "%(number)s, version %(version)s", number=name, version=agreement.version
                )
            agreement.display_name = name

    @api.depends("company_id")
    def _compute_grace_days(self):
        for agreement in self:
            agreement.grace_days = agreement.company_id.agreement_grace_days

    @api.depends("item_ids.move_id")
    def _compute_move_ids(self):
        for agreement in self:
            agreement.move_ids = agreement.item_ids.move_id

    @api.model
    def _search_move_ids(self, operator, value):
        return Domain("item_ids.move_id", operator, value)

    @api.depends("item_ids.amount", "item_ids.amount_left", "line_ids.amount")
    @api.depends_context("lang")
    def _compute_amounts(self):
        for agreement in self:
            currency, debts = agreement.currency_id, agreement._debts()
            agreed = sum(debt.agreed for debt in debts)
            parts = sum(part.amount for part in agreement._parts())
            for name, units in (
                ("amount_total", agreed),
                ("amount_parts", parts),
                ("amount_unplanned", agreed - parts),
                ("amount_left", agreed - rule.received(debts)),
            ):
                agreement[name] = to_amount(units, currency) if currency else 0.0
            agreement.gap = wording.gap_words(agreement)

    # === As the rule reads it === #

    def _debts(self):
        """``rules.agreement.Debt`` of each item, in the order in which they are paid."""
        currency = self.currency_id
        return [
            rule.Debt(to_units(item.amount, currency), to_units(item.amount_left, currency))
            for item in self.item_ids.sorted("rank")
        ]

    def _sorted_parts(self):
        """The parts by day; those that have no day yet come last."""
        return self.line_ids.sorted(
            lambda part: (part.date_due or fields.Date.to_date("9999-12-31"), part.id or 0)
        )

    def _parts(self):
        """``rules.agreement.Part`` of each part, by day."""
        currency = self.currency_id
        return [
            rule.Part(part.date_due, to_units(part.amount, currency))
            for part in self._sorted_parts()
        ]

    def _remaining_by_part(self):
        """What is left of each part, ``{part: amount in the currency of the agreement}``."""
        left = rule.remaining(self._parts(), rule.received(self._debts()))
        return {
            part: to_amount(units, self.currency_id)
            for part, units in zip(self._sorted_parts(), left, strict=True)
        }
