from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command, Domain

USES = [("no", "Not asked"), ("optional", "Optional"), ("required", "Required")]
CASH = "cash"


class ReceivablesPaymentMeans(models.Model):
    """How customers pay: cheque, transfer, bill of exchange, and what each must be known by.

    Core's payment methods say how a payment is processed and booked in one journal; a means says
    what it is for people, in every journal and company.
    """

    _name = "receivables.payment.means"
    _description = "Means of payment"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, copy=False, help="For exchanges of data: never translated.")
    sequence = fields.Integer(default=100)
    active = fields.Boolean(default=True)
    number_use = fields.Selection(
        USES,
        string="Number",
        required=True,
        default="no",
        help="The number of the cheque or bill, or the reference of the transaction.",
    )
    bank_use = fields.Selection(
        USES, string="Bank", required=True, default="no", help="The bank that is to pay."
    )
    account_use = fields.Selection(
        [*USES[:2], ("required", "Required, any account number"), ("iban", "Required, an IBAN")],
        string="Payer's account",
        required=True,
        default="no",
        help="The bank account of the customer, or the one that the cheque or bill is drawn on.",
    )
    due_date_use = fields.Selection(
        USES,
        string="Due date",
        required=True,
        default="no",
        help="The day from which the bank pays.",
    )
    # Journals that the user may see: their own rules apply to this condition.
    method_line_ids = fields.One2many(
        "account.payment.method.line",
        "means_id",
        string="Offered in",
        domain=[("journal_id.active", "=", True)],
        help="The journals where this means is offered, and under which name.",
    )

    _code_unique = models.UniqueIndex(
        "(code)", "Another means of payment has this code: choose another one."
    )

    def write(self, vals):
        """Change a means; its name stays as the documents of its payments print it.

        :raises UserError: the name of a means of registered payments would change
        """
        renamed = self.filtered(lambda means: means.name != vals.get("name", means.name))
        if used := renamed._find_used(Domain("state", "!=", "draft")):
            raise UserError(
                self.env._(
                    "%(means)s is the means of registered payments, which keep their name. Archive "
                    "it, and add a means with the new name.",
                    means=used.name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        if used := self._find_used(Domain.TRUE):
            raise UserError(
                self.env._(
                    "%(means)s is the means of existing payments. Archive it instead: it is then "
                    "offered no more, and these payments keep it.",
                    means=used.name,
                )
            )

    def _find_used(self, domain):
        """One of these means that payments of ``domain`` have, or none."""
        # Payments of every company count, also those that the user does not see.
        payments = self.env["account.payment"].sudo()
        used = payments.search(Domain("means_id", "in", self.ids) & domain, limit=1).means_id
        return used.sudo(False)

    # === Offer === #

    @api.model
    def _offer(self, company):
        """Offer the active means in the journals of ``company``, without doubles.

        Those of banks get all of them but cash; what is received by hand in a cash journal is
        cash. A method that has no means yet and bears the name of one becomes that one.
        """
        means = self.search(Domain("active", "=", True))
        cash = means.filtered(lambda each: each.code == CASH)
        journals = self.env["account.journal"].search(
            Domain("company_id", "=", company.id) & Domain("type", "in", ("bank", "cash"))
        )
        for journal in journals:
            lines = journal.inbound_payment_method_line_ids
            unmarked = lines.filtered(lambda line: not line.means_id and line.code == "manual")
            if journal.type == "cash":
                unmarked.means_id = cash
                continue
            for each in means - cash - lines.means_id:
                named = unmarked.filtered(lambda line, each=each: line.name == each.name)
                each.method_line_ids = [
                    Command.link(named[0].id)
                    if named
                    else Command.create({"journal_id": journal.id, "name": each.name})
                ]
