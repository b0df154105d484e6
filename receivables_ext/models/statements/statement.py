from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from .computation import compute_statements, empty_statement, entities_of_request
from .guard import check_request
from .items import entity_query
from .layout import header_texts, with_names

BATCH = 200
"""Customers in memory at once, when statements of many are printed or sent."""


# A request, not a dialog: it is also asked by the portal, by mails and over RPC.
class ReceivablesStatement(models.TransientModel):  # pylint: disable=no-wizard-in-models
    """The statement of account of customers over a period: what is asked for, and its result.

    **How to use**: create a record, or make one with ``new()`` where nothing may be written,
    then read ``get_statements()``. The screen, the PDF, the spreadsheet, the portal and the mail
    print this result and compute nothing.
    **How it works**: ``movement.py`` and ``.open.item`` bring the rows of all
    customers in a constant number of queries, under the rights of the user;
    ``computation.py`` puts them together, ``.layout`` lays them out by customer
    and currency, and rules add them up in whole units of the currency.
    """

    _name = "receivables.statement"
    _description = "Statement of account"

    partner_ids = fields.Many2many(
        "res.partner",
        string="Customers",
        context={"active_test": False},  # archived ones had an account too
    )
    all_customers = fields.Boolean(
        help="Every customer with a balance or a movement, not only those chosen above."
    )
    date_from = fields.Date(string="From", help="Included. Empty: from the first movement on.")
    date_to = fields.Date(
        string="To", required=True, default=fields.Date.context_today, help="Included."
    )
    mode = fields.Selection(
        [
            ("activity", "Activity"),
            ("open_items", "Open items"),
            ("detailed", "Detailed"),
            ("walk_in", "Walk-in customers"),
        ],
        required=True,
        default="activity",
        help="Activity: every movement of the period. Open items: what is not settled at its end. "
        "Detailed: every movement, with what each payment settled. Walk-in customers: each "
        "document of a generic customer, with its own lines and payments.",
    )
    basis = fields.Selection(
        [
            ("tax_included", "Tax included"),
            ("tax_excluded", "Tax excluded"),
        ],
        required=True,
        default="tax_included",
        help="Tax included agrees with the accounts. Tax excluded is for management: a payment "
        "counts for the tax-excluded part of what it settles.",
    )
    opening_items = fields.Boolean(
        string="Opening balance in detail",
        help="Each item that was open before the period on a line of its own, not all in one.",
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    station_id = fields.Many2one(
        "receivables.station",
        help="Only what was entered at this station: not the whole account of the customer.",
    )
    walk_in_search = fields.Char(
        string="Walk-in name or phone",
        help="Only documents whose walk-in customer has this in the name, phone or identifier.",
    )
    walk_in_status = fields.Selection(
        [("unpaid", "Unpaid"), ("overpaid", "Over-paid"), ("paid", "Paid")],
        help="Only walk-in documents in this state. Empty: all.",
    )
    journal_id = fields.Many2one(
        "account.journal",
        string="Till",
        domain="[('type', 'in', ('bank', 'cash'))]",
        help="Only walk-in documents that were paid there.",
    )
    user_id = fields.Many2one(
        "res.users", string="Cashier", help="Only walk-in documents that this user entered."
    )
    by_identity = fields.Boolean(
        string="Group by walk-in customer",
        help="Documents of one walk-in customer stand together, with a running balance.",
    )

    # === The result === #

    @api.readonly
    def get_statements(self):
        """The statements asked for, one for each customer and currency, by name of customer.

        Amounts are in ``currency_id``; balances are above zero when the customer owes.

        :return: list of dicts ``partner_id``, ``partner_name``, ``partner_ref``, ``currency_id``,
            ``opening``, ``has_opening`` (whether to print it), ``opening_label``, ``lines``
            (dicts ``date``, ``reference``, ``description``, ``debit``, ``credit``, ``balance``,
            ``move_id``), ``total_debit``, ``total_credit``, ``closing``, ``ageing`` (dicts
            ``name``, ``amount``: what is open on the last day, by delay; they add up to the
            closing balance). Lines of open items also have ``date_due``, ``days_late``,
            ``original`` and ``settled``; those of the opening balance have ``is_before`` too, and
            are in no total; those of a detailed statement have ``left`` and ``details`` (see
            ``lay_out_matches()``). Those of walk-in customers: see ``walk_in.py``.
        :raise UserError: when the period, the company or the customers make no sense, and when
            the user may not see all that a statement must say
        """
        self.ensure_one()
        request = self._in_its_company()
        request._check_request()
        if request.all_customers:
            return request._statements_of(None)
        return request._statements_of(request._chosen_entities().ids)

    def _iter_statements(self, size=BATCH):
        """Yield the statements of ``get_statements()`` by batches of customers, in its order.

        Memory does not grow with the number of customers: this is for documents and mails.
        """
        self.ensure_one()
        request = self._in_its_company()
        request._check_request()
        entities = request._chosen_entities()
        if request.all_customers:
            entities = request._customers_with_items()
        # Names of customers whose accounts were checked, to sort by.
        entities = entities.sudo().sorted(
            lambda entity: (entity.display_name.casefold(), entity.id)
        )
        for start in range(0, len(entities), size):
            yield request._statements_of(entities[start : start + size].ids)

    def _statements_of(self, entity_ids):
        """Statements with names, sorted; empty ones too of customers who were chosen by name."""
        self.env.flush_all()  # queries name their columns
        statements = compute_statements(self, entity_ids)
        if not self.all_customers:
            found = {statement["partner_id"] for statement in statements}
            currency_id = self.company_id.currency_id.id
            statements += [
                empty_statement(self, (entity_id, currency_id))
                for entity_id in entity_ids
                if entity_id not in found
            ]
        return with_names(self.env, statements)

    def _as_values(self):
        """What is asked for, but for the customers: values for a request like this one."""
        return {
            "date_from": self.date_from,
            "date_to": self.date_to,
            "mode": self.mode,
            "basis": self.basis,
            "opening_items": self.opening_items,
            "company_id": self.company_id.id,
            "station_id": self.station_id.id,
            "walk_in_search": self.walk_in_search,
            "walk_in_status": self.walk_in_status,
            "journal_id": self.journal_id.id,
            "user_id": self.user_id.id,
            "by_identity": self.by_identity,
        }

    def _get_header(self):
        """What all renderers print above the lines, in the language of the context.

        :return: dict of texts: ``title``, ``period``, ``mode``, ``basis``, ``scope`` (what the
            statement leaves out; empty when it is the full account)
        """
        self.ensure_one()
        return header_texts(self)

    # === What is asked for === #

    def _in_its_company(self):
        """The same request, in its company and those of its branches that the user has selected.

        So its figures are those of the customer's card and of the schedule, which show what the
        companies selected have. Nothing is selected in a scheduled action: it takes all of them.
        """
        # Which companies belong together is no secret; those of the user are kept below.
        company = self.company_id.sudo()
        family = company.search([("id", "child_of", company.id)])
        if not self.env.su:
            family &= self.env.user.company_ids
            if company in self.env.companies:
                family &= self.env.companies
        if company not in family:
            raise UserError(
                self.env._("You do not work in this company. Choose one of your companies.")
            )
        return self.with_context(allowed_company_ids=[company.id, *(family - company).ids])

    def _check_request(self):
        """Refuse in one sentence what makes no sense, see ``guard.py``."""
        check_request(self)

    def _chosen_entities(self):
        """The companies of the contacts asked for: they owe what their contacts order."""
        return self.partner_ids.commercial_partner_id._origin

    def _customers_with_items(self):
        """Customers with any item up to the last day, whose whole account the user may see."""
        entity_ids = entities_of_request(self, None)
        query, entity = entity_query(self, entity_ids)
        rows = self.env.execute_query(query.select(SQL("DISTINCT %s", entity)))
        return self.env["res.partner"].browse(entity_id for (entity_id,) in rows)

    @api.model
    def _companies_of(self, partner):
        """The companies in use that ``partner`` has or had an account with."""
        Line = self.env["account.move.line"]
        domain = Line._receivable_domain() & Domain(
            "partner_id.commercial_partner_id", "in", partner.commercial_partner_id.ids
        )
        groups = Line._read_group(domain, ["company_id"])
        # A branch has no statement of its own: it is part of its company's.
        return self.env["res.company"].union(*(company.root_id for (company,) in groups))

    def _lines_domain(self, entity_ids):
        """Journal items of the customers' debt up to the last day.

        :param entity_ids: ids of commercial entities; None for all of them
        """
        Line = self.env["account.move.line"]
        domain = (
            Line._receivable_domain()
            & Domain("company_id", "in", self.env.companies.ids)
            & Domain("date", "<=", self.date_to)
        )
        if self.station_id:
            domain &= Domain("move_id.station_id", "=", self.station_id.id)
        if entity_ids is None:
            return domain & Domain("partner_id", "!=", False)
        # Items of contacts, archived ones too, are on the account of their company.
        members = self.env["res.partner"].sudo().with_context(active_test=False)
        return domain & Domain(
            "partner_id", "in", members._search([("commercial_partner_id", "in", entity_ids)])
        )
