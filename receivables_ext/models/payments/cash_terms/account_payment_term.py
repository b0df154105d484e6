from odoo import api, fields, models
from odoo.exceptions import ValidationError


class AccountPaymentTerm(models.Model):
    """Terms of who pays at once: what validating the invoice then does."""

    _inherit = "account.payment.term"
    _check_company_auto = True

    settle_on_validation = fields.Boolean(
        string="Settle when the invoice is validated",
        help="The money comes with the invoice. As the company has set it, validating the invoice "
        "asks for the payment, or registers it.",
    )
    manual_discount = fields.Boolean(
        string="Ask for payment and discount",
        help="The invoice is due at once and is never settled by itself: validating it asks for "
        "the payment, where a discount can be granted.",
    )
    # Of each company: the terms themselves are shared.
    settle_journal_id = fields.Many2one(
        "account.journal",
        string="Till",
        company_dependent=True,
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash', 'credit'))]",
        help="Where the money is received. Empty: the till of the station, else the first one of "
        "the company.",
    )
    settle_method_line_id = fields.Many2one(
        "account.payment.method.line",
        string="Means",
        company_dependent=True,
        check_company=True,
        domain="[('payment_type', '=', 'inbound'),"
        " ('journal_id', '=?', settle_journal_id), ('journal_id.active', '=', True)]",
        help="How the money comes. Empty: the first means of the till.",
    )

    _one_way_to_settle = models.Constraint(
        "CHECK (NOT (settle_on_validation AND manual_discount))",
        "A payment term either settles invoices when they are validated or asks for the payment "
        "and its discount: choose one of both.",
    )

    @api.onchange("settle_on_validation")
    def _onchange_settle_on_validation(self):
        """One of both."""
        if self.settle_on_validation:
            self.manual_discount = False

    @api.onchange("manual_discount")
    def _onchange_manual_discount(self):
        """One of both."""
        if self.manual_discount:
            self.settle_on_validation = False

    @api.onchange("settle_journal_id")
    def _onchange_settle_journal_id(self):
        """Forget a means of another till."""
        if self.settle_method_line_id.journal_id != self.settle_journal_id:
            self.settle_method_line_id = False

    @api.constrains("settle_on_validation", "manual_discount", "line_ids", "early_discount")
    def _check_is_due_at_once(self):
        for term in self.filtered(lambda term: term._is_cash()):
            if term.line_ids.filtered(lambda line: line.nb_days or line.delay_type != "days_after"):
                raise ValidationError(
                    self.env._(
                        "%(term)s asks for the money when the invoice is validated: everything "
                        "must be due after 0 days.",
                        term=term.name,
                    )
                )
            if term.settle_on_validation and term.early_discount:
                raise ValidationError(
                    self.env._(
                        "%(term)s settles the whole invoice when it is validated: it cannot grant "
                        "an early discount. Ask for payment and discount instead.",
                        term=term.name,
                    )
                )

    @api.constrains("settle_journal_id", "settle_method_line_id")
    def _check_till_takes_means(self):
        for term in self:
            method, journal = term.settle_method_line_id, term.settle_journal_id
            if method and journal and method.journal_id != journal:
                raise ValidationError(
                    self.env._(
                        "%(means)s is a means of %(other)s and not of the till %(till)s: choose a "
                        "means of this till.",
                        means=method.display_name,
                        other=method.journal_id.name,
                        till=journal.name,
                    )
                )

    def _is_cash(self):
        """Whether the money is asked for when an invoice is validated."""
        return bool(self.settle_on_validation or self.manual_discount)
