from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date, formatLang

from .. import guard
from ..similar import COMPARED, find_similar

LINK = Markup(
    '<a class="text-reset text-decoration-underline" target="_blank"'
    ' href="/odoo/account.payment/%s">%s</a>'
)
NAMED = 5  # similar payments that a message names


class AccountPayment(models.Model):
    """A payment that looks like one already entered needs a reason."""

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
            payment.similar_summary = similar.with_env(self.env)._similar_summary()

    def _check_can_register(self):
        """Ask why a payment that looks like another is not a duplicate.

        Programmes (online payments, scheduled actions) are not asked: nobody could answer.
        """
        if not self.env.su:
            self._check_duplicates()
        return super()._check_can_register()

    def _check_duplicates(self):
        """Refuse payments, saved or not, that look like another one and have no reason.

        For a module to exempt payments that its own programmes make, it must override this
        method and call ``super()`` on the others.

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
        """Log why payments that are being registered are no duplicates."""
        if "move_id" not in vals:  # else core books what was compared an instant before
            self.invalidate_recordset(["similar_payment_ids", "similar_summary"])
        result = super()._before_registering(vals)
        explained = self.filtered(
            lambda payment: (
                payment.duplicate_reason
                # Core books an entry by a write of its own, which logs.
                and (payment.move_id or "move_id" in vals or not payment.outstanding_account_id)
            )
        )
        explained._log_duplicate_reason()
        return result

    def _log_duplicate_reason(self):
        bodies = {
            payment.id: Markup("%s<br/>%s<br/>%s")
            % (
                self.env._("Registered by %s although it looks like:", self.env.user.name),
                payment.similar_summary,
                self.env._("Why it is not a duplicate: %s", payment.duplicate_reason),
            )
            for payment in self.sudo(False)
            if payment.similar_summary
        }
        if bodies:
            self.browse(bodies)._message_log_batch(bodies)

    # === Words === #

    def _similar_summary(self):
        """These similar payments, with links that leave what is being typed as it is."""
        lines = self._name_similar(lambda payment: LINK % (payment.id, payment._describe_similar()))
        return Markup("<br/>").join(lines) or False

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
