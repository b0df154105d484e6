from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

from .....rules import agreement as rule
from ....ledger.permit import permit
from ....ledger.units import to_amount, to_units
from ...shares import MAX_DEBTS

STEPS = {
    "week": {"days": 7},
    "two_weeks": {"days": 14},
    "month": {"months": 1},
    "two_months": {"months": 2},
    "quarter": {"months": 3},
}


class ReceivablesAgreement(models.Model):
    """How an agreement is prepared: what it covers, and the parts it is cut into."""

    _inherit = "receivables.agreement"

    parts_count = fields.Integer(string="Number of parts", default=3)
    first_on = fields.Date(
        string="First part on",
        default=fields.Date.context_today,
        help="Today: the first part is paid at once.",
    )
    every = fields.Selection(
        [
            ("week", "Every week"),
            ("two_weeks", "Every two weeks"),
            ("month", "Every month"),
            ("two_months", "Every two months"),
            ("quarter", "Every three months"),
        ],
        string="Then",
        default="month",
        required=True,
    )

    credit_to_use = fields.Monetary(
        string="Unused credit",
        compute="_compute_credit_to_use",
        currency_field="company_currency_id",
        help="Payments and credit notes of the customer that are not used yet, in the currency of "
        "the company, while the agreement is prepared.",
    )
    company_currency_id = fields.Many2one(
        related="company_id.currency_id", string="Company currency"
    )

    _parts_count_in_reason = models.Constraint(
        f"CHECK (parts_count BETWEEN 1 AND {rule.MAX_PARTS})",
        f"Cut it into 1 to {rule.MAX_PARTS} parts.",
    )

    @api.depends("partner_id", "company_id", "state")
    @api.depends_context("uid")
    def _compute_credit_to_use(self):
        self.credit_to_use = 0.0
        drafts = self.filtered(lambda agreement: agreement.state == "draft")
        for company, some in drafts.grouped("company_id").items():
            customers = some.partner_id.with_company(company)
            customers.mapped("amount_to_use")  # of all of them at once
            for agreement in some:
                agreement.credit_to_use = agreement.partner_id.with_company(company).amount_to_use

    @api.model
    def _draft_for(self, lines, replaced=None):
        """Prepare an agreement on what is left of ``lines``, cut into three months.

        :param lines: open journal items that the user sees, in any order
        :param replaced: the agreement of which this is a new version
        :return: a draft
        :raises UserError: they are of several customers or currencies, or nothing is left of them
        """
        lines = lines.sorted(lambda line: (line.date_maturity or line.date, line.id))
        self._check_coverable(lines)
        self._check_not_agreed(lines, replaced)
        company = lines.company_id if len(lines.company_id) == 1 else lines.company_id.root_id
        values = {
            "partner_id": lines.partner_id.commercial_partner_id.id,
            "company_id": company.id,
            "currency_id": lines.currency_id.id,
            "item_ids": [
                Command.create(
                    {"line_id": line.id, "rank": rank, "amount": line.amount_residual_currency}
                )
                for rank, line in enumerate(lines, start=1)
            ],
        }
        if replaced:
            values |= {
                "name": replaced.name,
                "version": replaced.version + 1,
                "replaces_id": replaced.id,
            }
        # A draft on items that the user was found to see; the rights on agreements hold.
        drafting = permit.opened(self)
        draft = drafting.create([values]).with_env(self.env)
        draft.line_ids = draft._prepare_parts()
        return draft

    def _check_coverable(self, lines):
        """Refuse what no agreement is made of.

        :param lines: by due date
        :raises UserError: it says what to select instead
        """
        env, domain = self.env, self._coverable_domain()
        if not lines or lines != lines.filtered_domain(domain):
            raise UserError(
                env._(
                    "Select installments of which something is left to pay, and which nobody "
                    "marked as paid."
                )
            )
        if len(lines) > MAX_DEBTS:
            raise UserError(
                env._("One agreement covers up to %(most)s installments.", most=MAX_DEBTS)
            )
        customer = lines.partner_id.commercial_partner_id
        if len(customer) != 1 or len(lines.currency_id) > 1 or len(lines.company_id.root_id) > 1:
            raise UserError(
                env._("Select the installments of one customer, one company and one currency.")
            )
        if customer.is_walk_in:
            raise UserError(
                env._(
                    "%(customer)s is the account of many persons: transfer the invoices of one of "
                    "them to an account of their own first.",
                    customer=customer.display_name,
                )
            )

    def _check_not_agreed(self, lines, replaced):
        """Refuse what another agreement holds on.

        :param replaced: the agreement of which a new version is prepared
        :raises UserError: it names that agreement
        """
        # Whoever follows it: its number, and the documents that the user selected.
        items = self.env["receivables.agreement.item"].sudo()
        held = items.search(
            Domain("line_id", "in", lines.ids)
            & Domain("is_agreed", "=", True)
            & Domain("agreement_id", "!=", replaced and replaced.id)
        ).filtered(lambda item: item.agreement_id.standing != "broken")
        if agreement := held.agreement_id[:1]:
            raise UserError(
                self.env._(
                    "%(document)s is to be paid as agreed in %(agreement)s: to change its days, "
                    "make a new version of that agreement.",
                    document=held.move_id[0].display_name,
                    agreement=agreement.display_name,
                )
            )

    @api.model
    def _coverable_domain(self):
        """Open items that are debts of customers, as the schedule has them."""
        Line = self.env["account.move.line"]
        return (
            Line._receivable_domain()
            & Line._open_domain()
            & Domain("amount_residual_currency", ">", 0)
            & Domain("partner_id", "!=", False)
            & Domain("move_id.settled_outside", "=", False)
        )

    # === Parts === #

    @api.onchange("parts_count", "first_on", "every")
    def _onchange_parts(self):
        """The parts follow what is asked for; then each of them may be changed."""
        if self.state == "draft" and self.item_ids and self.first_on:
            self.line_ids = self._prepare_parts()

    def action_cut(self):
        """Cut what is left into equal parts again, by the number and the days asked for.

        :raises UserError: it is no draft, or there are more parts than cents
        """
        for agreement in self:
            agreement._check_is_draft()
            agreement.line_ids = agreement._prepare_parts()
        return True

    def _prepare_parts(self):
        """Commands that replace the parts by equal ones.

        :raises UserError: no day is given for the first one
        """
        if not self.first_on:
            raise UserError(self.env._("Enter the day of the first part."))
        currency = self.currency_id
        total = sum(to_units(item.amount, currency) for item in self.item_ids)
        parts = rule.cut(total, self.parts_count, self.first_on, **STEPS[self.every or "month"])
        return [
            Command.clear(),
            *(
                Command.create({"date_due": part.due, "amount": to_amount(part.amount, currency)})
                for part in parts
            ),
        ]

    def action_refresh(self):
        """Take what is left of the documents now, where money came since the draft was made.

        Documents of which nothing is left are taken out; the parts are cut again.

        :raises UserError: it is no draft, or nothing is left to agree on
        """
        self.ensure_one()
        self.check_access("write")
        self._check_is_draft()
        lines = self.item_ids.line_id.filtered_domain(self._coverable_domain())
        if not lines:
            raise UserError(self.env._("Nothing is left of these documents: delete this draft."))
        settled = self.item_ids.filtered(lambda item: item.line_id not in lines)
        permit.opened(settled).unlink()
        for item in permit.opened(self.item_ids):
            item.amount = item.line_id.amount_residual_currency
        return self.action_cut()
