from markupsafe import Markup

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, formatLang

from ....ledger.permit import permit
from .. import guard
from ..similar import COMPARED, find_similar, shared_rules

ASKED = "receivables_asks_about_duplicates"
"""Key of the context of our buttons: a person is there, who can say why."""

LINK = Markup(
    '<a class="text-reset text-decoration-underline" target="_blank"'
    ' href="/odoo/account.payment/%s">%s</a>'
)
NAMED = 5  # similar payments that a message names


class AccountPayment(models.Model):
    """A payment that looks like one already entered needs a reason.

    People are asked for it at our screens. Other programmes, which nobody could answer, are not
    stopped: the payment is marked, its discussion says so, and a filter lists it until somebody
    gives the reason.
    """

    _inherit = "account.payment"

    similar_payment_ids = fields.Many2many(
        "account.payment",
        string="Similar payments",
        compute="_compute_similar_payment_ids",
        help="Payments of the company, in any state, that this one may repeat: same amount and "
        "customer within a few days, same cheque, or same transfer reference.",
    )
    similar_summary = fields.Html(
        string="Similar payments, with links",
        compute="_compute_similar_payment_ids",
        sanitize=False,
    )
    duplicate_reason = fields.Char(
        string="Why this is not a duplicate",
        copy=False,
        help="Asked for when a similar payment exists, and kept in the history of the payment.",
    )
    looks_like_another = fields.Boolean(
        readonly=True,
        copy=False,
        help="It looked like another payment when it was registered, and nobody had said why it is "
        "not a duplicate.",
    )

    # One search with three alternatives: each needs its index, to be combined with the others.
    # Amount and date choose better than the customer: walk-in sales share one.
    _similar_amount_idx = models.Index(
        "(amount, date) WHERE partner_type = 'customer' AND payment_type = 'inbound'"
    )
    _similar_number_idx = models.Index(
        "(LOWER(REPLACE(instrument_number, ' ', ''))) WHERE instrument_number IS NOT NULL"
    )
    _similar_reference_idx = models.Index(
        "(LOWER(REPLACE(payment_reference, ' ', ''))) WHERE payment_reference IS NOT NULL"
    )

    @api.depends(*COMPARED)
    @api.depends_context("uid")
    def _compute_similar_payment_ids(self):
        found = find_similar(self)
        for payment in self:
            similar = found.get(payment, self.browse())
            payment.similar_payment_ids = similar.with_env(self.env)._filtered_access("read")
            payment.similar_summary = similar.with_env(self.env)._similar_summary(payment)

    def action_post(self):
        """Register payments; at our screens, a person says why one is no duplicate.

        :raises UserError: a payment looks like another, and has no reason
        """
        if self.env.context.get(ASKED):
            drafts = self.filtered(lambda payment: payment.state == "draft")
            drafts._check_duplicates()
        return super().action_post()

    def write(self, vals):
        """Say in the discussion why a payment that a programme registered is no duplicate."""
        explained = self.browse()
        if vals.get("duplicate_reason"):
            explained = self.filtered(lambda payment: payment._lacks_duplicate_reason())
        result = super().write(vals)
        explained._log_duplicates(self.env._("%s looked at the payments that it looks like:"))
        return result

    def _lacks_duplicate_reason(self):
        """Whether it was registered without being asked why it looks like another one."""
        return bool(
            self.looks_like_another
            and self.state != "draft"
            and not (self.duplicate_reason or "").strip()
        )

    def _check_duplicates(self):
        """Refuse payments, saved or not, that look like another one and have no reason.

        :raises UserError: names the similar payments
        """
        for payment in self:
            if not payment.similar_summary or (payment.duplicate_reason or "").strip():
                continue
            similar = payment.browse().union(*find_similar(payment).values())
            raise UserError(
                self.env._(
                    "%(payment)s looks like %(similar)s: enter why it is not a duplicate, "
                    "or delete it.",
                    payment=guard.name_of_payment(payment),
                    similar=", ".join(similar.with_env(self.env)._name_similar()),
                )
            )

    def _before_registering(self, vals):
        """Mark payments that look like another one, and log why they are no duplicates."""
        result = super()._before_registering(vals)
        if "move_id" not in vals:  # else core books what was compared an instant before
            self._mark_duplicates()
        return result

    def _generate_journal_entry(self, write_off_line_vals=None, force_balance=None, line_ids=None):
        """Compare, too, a payment that is created with other items and booked at once."""
        given = (write_off_line_vals, force_balance, line_ids)
        result = super()._generate_journal_entry(*given)
        if any(value is not None for value in given):
            self._customer_payments()._mark_duplicates()
        return result

    def _mark_duplicates(self):
        self.invalidate_recordset(["similar_payment_ids", "similar_summary"])
        marked = self.filtered(
            lambda one: one.similar_summary and not (one.duplicate_reason or "").strip()
        )
        marked.filtered(lambda one: not one.looks_like_another)._set_mark(True)
        (self - marked).filtered("looks_like_another")._set_mark(False)
        self._log_duplicates(self.env._("Registered by %s although it looks like:"))

    def _set_mark(self, is_marked):
        if self:
            permit.opened(self).looks_like_another = is_marked

    def _log_duplicates(self, head):
        """Say in the discussion what these payments look like, and why they are no duplicates.

        :param str head: the first line, with the name of the user in it
        """
        bodies = {}
        # Who reads no payments, as a customer who pays online, is told of none.
        is_blind = self.env.uid == SUPERUSER_ID or not self.sudo(False).has_access("read")
        for payment in self if is_blind else self.sudo(False):
            if not payment.similar_summary:
                continue
            reason = (payment.duplicate_reason or "").strip()
            lines = [
                head % self.env.user.name,
                payment.similar_summary,
                self.env._("Why it is not a duplicate: %s", reason)
                if reason
                else self.env._("Nobody was asked why it is not a duplicate."),
            ]
            if is_blind:
                # Superuser sees what readers of the discussion may not: the form names it to each.
                lines[1] = self.env._("another payment, which the form names.")
            bodies[payment.id] = Markup("<br/>").join(lines)
        if bodies:
            self.browse(bodies)._message_log_batch(bodies)

    # === Words === #

    def _similar_summary(self, payments):
        """These similar payments, with links that leave what is being typed as it is.

        :param payments: those that they look like, saved or not
        """
        words = {
            "reference": self.env._("same transfer reference"),
            "instrument": self.env._("same cheque number"),
            "amount": self.env._("same customer and amount"),
        }

        def name_of(payment):
            link = LINK % (payment.id, payment._describe_similar())
            shared = shared_rules(payments, payment)
            alike = ", ".join(word for rule, word in words.items() if rule in shared)
            return Markup("%s: %s") % (link, alike)

        return Markup("<br/>").join(self._name_similar(name_of)) or False

    def _name_similar(self, name_of=None):
        """Names of some of these similar payments; those not readable are only counted."""
        readable = self._filtered_access("read")[:NAMED]
        names = [(name_of or type(self)._describe_similar)(payment) for payment in readable]
        left = len(self) - len(names)
        if left == 1:
            names.append(self.env._("another payment"))
        elif left:
            names.append(self.env._("%(count)s other payments", count=left))
        return names

    def _describe_similar(self):
        self.ensure_one()
        return self.env._(
            "%(number)s of %(customer)s, %(date)s, %(amount)s (%(state)s)",
            number=self.display_name,
            customer=self.partner_id.display_name or "-",
            date=format_date(self.env, self.date),
            amount=formatLang(self.env, self.amount, currency_obj=self.currency_id),
            state=dict(self._fields["collection_state"]._description_selection(self.env))[
                self.collection_state
            ],
        )
