from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from . import from_entry
from .permit import adjusting, permit, retaining

RECEIVABLE_ACCOUNTS = Domain("account_type", "=", "asset_receivable")


class AccountMoveLine(models.Model):
    """What counts as customer debt, and what is open of it."""

    _inherit = "account.move.line"

    is_retained = fields.Boolean(
        string="Retained by the payer",
        readonly=True,
        copy=False,
        help="A payment settled this with its documents, and leaves it as a debt of its own: a "
        "retention guarantee, or what takes one back.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Create journal items.

        :raises UserError: one is said to be retained, and no payment books it
        """
        is_default = self.env.context.get("default_is_retained")
        if is_default or any(vals.get("is_retained") for vals in vals_list):
            self._check_retaining()
        return super().create(vals_list)

    def write(self, vals):
        """Write on journal items.

        :raises UserError: one would say something else than its entry
        """
        if "is_retained" in vals:
            self._check_retaining()
        result = super().write(vals)
        from_entry.check(self, from_entry.WRITTEN & vals.keys())
        return result

    def _check_retaining(self):
        if not (permit.is_open(self.env) or retaining.is_open(self.env)):
            raise UserError(
                self.env._(
                    "What a payer retains is booked with their payment: enter it there as a "
                    "deduction."
                )
            )

    # === Scope === #

    @api.model
    def _receivable_domain(self):
        """Posted journal items of customer debt: the one definition of scope.

        Charts of accounts differ (411, 413, 416, 4191...): the company may add accounts to
        those of type *Receivable*. For a module to count something else as customer debt,
        it must override this method and return a ``Domain``.
        """
        # Ids, not a join: core's index of open items starts with the account, and would
        # otherwise be read for the product lines of the same customers too.
        return Domain("parent_state", "=", "posted") & Domain(
            "account_id", "in", self._receivable_account_ids()
        )

    @api.model
    def _receivable_account_ids(self):
        """Ids of the accounts that hold the debt of customers, in the companies in use."""
        # Which accounts are customers' is no secret; the rules on journal items apply as ever.
        # An archived account still has its balance.
        companies = self.env.companies.sudo().with_context(active_test=False)
        accounts = companies.env["account.account"].search(RECEIVABLE_ACCOUNTS)
        return (accounts | companies.receivable_account_ids).ids

    @api.model
    def _open_receivable_domain(self, partners):
        """Open items of the commercial entities of ``partners``."""
        return (
            self._receivable_domain()
            & self._open_domain()
            & Domain("partner_id", "in", partners.commercial_partner_id.ids)
        )

    @api.model
    def _open_domain(self):
        """Items with something left, in the very words of core's partial index."""
        return Domain("reconciled", "=", False) & Domain("amount_residual_currency", "!=", 0.0)

    # === Core's own entries === #

    @api.model
    def _create_exchange_difference_moves(self, exchange_diff_values_list):
        """Let core book differences of exchange: it links them to an allocation afterwards."""
        # By the class: core calls this method on the model, without records.
        engine = adjusting.opened(self)
        return super(AccountMoveLine, engine)._create_exchange_difference_moves(
            exchange_diff_values_list
        )

    # === Names === #

    @api.depends_context("receivables_document_names")
    def _compute_display_name(self):
        """In the grids of this module an item is named by its document and due date."""
        if not self.env.context.get("receivables_document_names"):
            return super()._compute_display_name()
        for line in self:
            name = line.move_name or line.move_id.display_name or ""
            terms = line.move_id.line_ids.filtered(lambda l: l.display_type == "payment_term")
            if len(terms) > 1 and line.date_maturity:
                name = f"{name} ({format_date(self.env, line.date_maturity)})"
            line.display_name = name

    def action_open_document(self):
        """Open the document behind an item: the payment, else the invoice or entry."""
        self.ensure_one()
        document = self.payment_id or self.move_id
        return document._get_records_action()
