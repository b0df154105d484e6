from odoo import api, fields, models
from odoo.fields import Domain

from .....rules import agreement as rule
from .. import wording
from .decide import OPEN

BROKEN = "receivables_ext.mail_activity_agreement_broken"


class ReceivablesAgreement(models.Model):
    """Whether an agreement is kept, which the day and the ledger say, and nobody writes."""

    _inherit = "receivables.agreement"

    standing = fields.Selection(
        [("on_track", "On track"), ("late", "Late"), ("broken", "Broken"), ("kept", "Kept")],
        compute="_compute_standing",
        search="_search_standing",
        help="On track: nothing of it is late. Late: the day of a part is past. Broken: it is past "
        "by more than the days of grace; the original due dates are back until the part is paid. "
        "Kept: all of it was paid.",
    )
    next_date = fields.Date(
        string="Next part on",
        compute="_compute_standing",
        help="The first part with something left.",
    )
    next_amount = fields.Monetary(
        string="Next part", compute="_compute_standing", help="What is left of the next part."
    )

    missing = fields.Char(string="What is missing", compute="_compute_standing")
    is_live = fields.Boolean(
        string="Not over",
        compute="_compute_standing",
        search="_search_is_live",
        help="It is prepared or proposed, or it was agreed and something is left of it.",
    )

    @api.depends("state", "grace_days", "line_ids.amount_left", "item_ids.amount_left")
    @api.depends_context("lang", "tz", "uid")
    def _compute_standing(self):
        today = fields.Date.context_today(self)
        for agreement in self:
            agreement.standing = agreement.next_date = False
            agreement.next_amount = 0.0
            if agreement.state == "agreed":
                agreement.standing = rule.standing(
                    agreement._parts(),
                    rule.received(agreement._debts()),
                    agreement.grace_days,
                    today,
                )
            if agreement.state in ("agreed", "proposed"):
                left = agreement._remaining_by_part()
                following = next((part for part, amount in left.items() if amount), None)
                if following:
                    agreement.next_date = following.date_due
                    agreement.next_amount = left[following]
            agreement.missing = wording.missing_words(agreement)
            agreement.is_live = agreement.state in OPEN or (
                agreement.state == "agreed" and agreement.standing != "kept"
            )

    @api.model
    def _search_standing(self, operator, value):
        """By the rule, of those that something is left of: they are few. The others were kept."""
        if operator != "in":
            return NotImplemented
        unpaid = self.search(self._unpaid_domain())
        domain = Domain("id", "in", unpaid.filtered(lambda one: one.standing in value).ids)
        if "kept" in value:
            domain |= Domain("state", "=", "agreed") & Domain("id", "not in", unpaid.ids)
        return domain | Domain("state", "!=", "agreed") if False in value else domain

    @api.model
    def _search_is_live(self, operator, value):
        if operator != "in":
            return NotImplemented
        live = Domain("state", "in", OPEN) | self._unpaid_domain()
        return live if True in value else ~live

    @api.model
    def _unpaid_domain(self):
        """Agreements that were agreed and of which something is left."""
        return Domain("state", "=", "agreed") & Domain(
            "item_ids", "any", [("line_id.amount_residual_currency", ">", 0)]
        )

    @api.model
    def _cron_tell_broken(self):
        """Leave one task on each agreement that broke, and take those away that were mended."""
        broken = self.search([("standing", "=", "broken")])
        tasks = self.env["mail.activity"].with_context(active_test=False)
        told = tasks.search(
            Domain("res_model", "=", self._name)
            & Domain("activity_type_id", "=", self.env.ref(BROKEN).id)
        )
        days = {task.res_id: task.create_date.date() for task in told.sorted("id")}
        (self.browse(days) - broken).activity_unlink([BROKEN])
        # Done or not, a part is told once; the next one is another.
        untold = broken.filtered(
            lambda agreement: agreement.id not in days or days[agreement.id] < agreement.next_date
        )
        self.env["ir.cron"]._commit_progress(remaining=len(untold))
        for agreement in untold:
            agreement._tell_broken()
            if not self.env["ir.cron"]._commit_progress(1):
                return

    def _tell_broken(self):
        person = self.user_id or self.env.user
        note = self.with_context(lang=person.lang).missing
        self.activity_schedule(BROKEN, note=note, user_id=person.id)
