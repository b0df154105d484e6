from odoo import api, fields, models

from ...ledger.units import to_units
from ...payments.entry.means import CASH


class ReceivablesRemittance(models.Model):
    """Payments taken to the bank together, with one slip: cheques, bills, cash, card takings.

    *Accepts*: registered payments of customers that wait for the bank, of one company, journal,
    means and currency.

    *How to use*: ``action_take_to_bank()`` of selected payments makes a draft, ``add_payments()``
    and ``action_propose()`` fill one; ``action_remit()`` numbers it and makes the slip; a line of
    the bank then credits it (``bank.py``).

    *How it works*: a payment names the one slip that it is on. *Remitted* is a fact that is noted;
    *credited* follows from the ledger: nothing waits any more on the accounts where the payments
    were booked.
    """

    _name = "receivables.remittance"
    _inherit = ["mail.thread"]
    _description = "Remittance to the bank"
    _order = "date desc, id desc"
    _check_company_auto = True

    name = fields.Char(string="Number", readonly=True, copy=False, index="trigram")
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        default=lambda self: self.env.company,
    )
    journal_id = fields.Many2one(
        "account.journal",
        required=True,
        check_company=True,
        domain="[('type', 'in', ('bank', 'cash', 'credit'))]",
        default=lambda self: self._default_journal(),
        help="Where the payments were received.",
    )
    means_id = fields.Many2one(
        "receivables.payment.means",
        required=True,
        domain="[('is_remitted', '=', True)]",
        default=lambda self: self._default_means(),
        help="One slip is for one means: banks want them apart.",
    )
    bank_journal_id = fields.Many2one(
        "account.journal",
        string="Credited to",
        compute="_compute_bank_journal_id",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        check_company=True,
        domain="[('type', '=', 'bank')]",
        help="The bank that the slip is for: its journal is where the credit will appear.",
    )
    bank_account_id = fields.Many2one(related="bank_journal_id.bank_account_id", string="Account")
    date = fields.Date(
        required=True,
        default=fields.Date.context_today,
        help="The day on which it is taken to the bank.",
    )
    currency_id = fields.Many2one("res.currency", compute="_compute_currency_id")
    payment_ids = fields.One2many(
        "account.payment", "remittance_id", string="Payments", readonly=True, copy=False
    )
    taken_out_ids = fields.One2many(
        "account.payment",
        "taken_out_of_id",
        string="Taken out",
        readonly=True,
        copy=False,
        help="Returned by the bank, or corrected, since the slip was remitted.",
    )
    # Who may read a slip may know what it adds up to.
    payment_count = fields.Integer(
        string="Number of payments", compute="_compute_amounts", compute_sudo=True
    )
    amount_total = fields.Monetary(
        string="Total",
        compute="_compute_amounts",
        compute_sudo=True,
        help="In the currency of the journal: the payments that are on it now.",
    )
    amount_remitted = fields.Monetary(
        string="Total of the slip",
        readonly=True,
        copy=False,
        help="In the currency of the journal: what the slip says, zero until it is remitted.",
    )
    remitted_on = fields.Datetime(string="Remitted on", readonly=True, copy=False)
    remitted_by_id = fields.Many2one("res.users", string="Remitted by", readonly=True, copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("remitted", "Remitted"), ("credited", "Credited")],
        string="Status",
        compute="_compute_state",
        store=True,
        tracking=True,
        help="Credited: the bank's account shows the money of all its payments.",
    )
    attachment_id = fields.Many2one(
        "ir.attachment", string="Slip", readonly=True, copy=False, ondelete="restrict"
    )
    # Those of a remittance that was undone are kept too: the bank may have one of them.
    slip_ids = fields.Many2many(
        "ir.attachment",
        "receivables_remittance_slip_rel",
        string="All slips",
        readonly=True,
        copy=False,
    )

    _number_unique = models.UniqueIndex(
        "(company_id, name)", "This number belongs to another slip: remit it again."
    )
    _open_idx = models.Index("(company_id) WHERE state IN ('draft', 'remitted')")

    @api.model
    def _last_own(self):
        """The last slip that the user made for this company."""
        own = [("create_uid", "=", self.env.uid), ("company_id", "=", self.env.company.id)]
        return self.search(own, order="id desc", limit=1)

    @api.model
    def _default_journal(self):
        return self._last_own().journal_id or self._first_bank(self.env.company)

    @api.model
    def _default_means(self):
        last = self._last_own().means_id
        remitted = [("is_remitted", "=", True)]
        return last.filtered_domain(remitted) or last.search(remitted, limit=1)

    @api.model
    def _first_bank(self, company):
        Journal = self.env["account.journal"]
        banks = [*Journal._check_company_domain(company), ("type", "=", "bank")]
        return Journal.search(banks, limit=1)

    @api.depends("name")
    def _compute_display_name(self):
        for remittance in self:
            remittance.display_name = remittance.name or self.env._("Draft slip")

    @api.depends("journal_id")
    def _compute_bank_journal_id(self):
        """The bank where the payments were received; a till is taken to the first one."""
        for remittance in self:
            journal = remittance.journal_id
            if journal.type != "bank":
                journal = self._first_bank(remittance.company_id or self.env.company)
            remittance.bank_journal_id = journal

    @api.depends("journal_id", "company_id")
    def _compute_currency_id(self):
        for remittance in self:
            remittance.currency_id = (
                remittance.journal_id.currency_id or remittance.company_id.currency_id
            )

    @api.depends("payment_ids.amount", "payment_ids.state")
    def _compute_amounts(self):
        for remittance in self:
            payments = remittance._standing()
            remittance.payment_count = len(payments)
            remittance.amount_total = sum(payments.mapped("amount"))

    @api.depends(
        *("remitted_on", "payment_ids.is_matched", "payment_ids.state"),
        "taken_out_ids.is_matched",
    )
    def _compute_state(self):
        """Draft until it is remitted; credited once the ledger says that all of it came in.

        Where all of it came back, once nothing of that waits for the bank.
        """
        for remittance in self:
            payments = remittance._standing() or remittance.taken_out_ids
            if not remittance.remitted_on:
                remittance.state = "draft"
            elif payments and all(payments.mapped("is_matched")):
                remittance.state = "credited"
            else:
                remittance.state = "remitted"

    def _standing(self):
        """The payments on it, but drafts that were cancelled."""
        return self.payment_ids.filtered(
            lambda payment: payment.state not in ("canceled", "rejected")
        )

    def _is_cash(self):
        return self.means_id.code == CASH

    def _units(self, amount):
        return to_units(amount, self.currency_id)
