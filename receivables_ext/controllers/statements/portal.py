import io

from odoo import fields, http
from odoo.exceptions import AccessError, MissingError, UserError
from odoo.http import content_disposition, request

from odoo.addons.portal.controllers.portal import CustomerPortal

from ...models.ledger.asked import ID
from ...models.statements.answer import record_answer
from ...models.statements.pdf import render_request
from ...models.statements.spreadsheet import write_spreadsheet
from ...writers import XLSX

MODES = ("activity", "open_items")


class StatementPortal(CustomerPortal):
    """Customers read their own statement of account, and those that were sent to them."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "statement_count" in counters:
            # In the place of a number of documents, the figure that matters.
            values["statement_count"] = self._statement_balance() or 0
        return values

    # === What a customer may ask === #

    def _statement_customer(self):
        """The company that owes, as superuser: a visitor has no right on journal items.

        Safe because it is the visitor's own, whatever the address of the page says.
        """
        # The company of the visitor, whatever the address of the page says; see the docstring.
        return request.env.user.partner_id.commercial_partner_id.sudo()

    def _statement_companies(self):
        """The companies that the customer has an account with, as superuser."""
        customer = self._statement_customer()
        Statement = request.env["receivables.statement"].sudo()
        if customer.is_walk_in:  # the account of many strangers
            return request.env["res.company"].sudo()
        companies = request.env["res.company"].sudo().search([])
        items = Statement.with_context(allowed_company_ids=companies.ids)._companies_of(customer)
        return items.sorted(lambda company: company != request.env.company)

    def _statement_balance(self):
        """What the visitor owes each company today, in words; empty without any account."""
        service = request.env["receivables.statement.issue"]
        balances = []
        for company in self._statement_companies():
            statement = self._statement_request(company_id=company.id)
            balances.append(service._balance(statement.get_statements()))
        return ", ".join(filter(None, balances))

    def _statement_documents(self, statements):
        """Addresses of the documents of the lines that the visitor may open.

        :return: ``{id of the entry: {"url": address, "pay": address or False}}``
        """
        ids = {line["move_id"] for one in statements for line in one["lines"]}
        documents = {}
        # Under the rights of the visitor, not those of the statement.
        moves = request.env["account.move"]
        if not moves.has_access("read"):
            return documents
        found = moves.search([("id", "in", list(ids)), ("move_type", "!=", "entry")])
        # Documents that the visitor may open: whether one can be paid is all that is asked of it.
        for move in found.sudo():
            # Core's module of online payments says so, where it is installed.
            to_pay = getattr(move, "_has_to_be_paid", None)
            pay = to_pay and to_pay() and f"{move.access_url}?payment=True#portal_pay"
            documents[move.id] = {"url": move.access_url, "pay": pay}
        return documents

    def _statement_request(self, company_id=None, date_from=None, date_to=None, mode=None, **more):
        """The statement that the address of the page asks for.

        :return: ``receivables.statement`` as superuser, of the visitor's own account only
        :raise UserError: the dates are none
        """
        # The company in use is on every page; nothing else of it is shown.
        companies = self._statement_companies() or request.env.company.sudo()
        chosen = companies.filtered(lambda company: str(company.id) == str(company_id))
        try:
            first, last = fields.Date.to_date(date_from), fields.Date.to_date(date_to)
        except ValueError:
            raise UserError(request.env._("Enter the dates of the period as days.")) from None
        # A visitor has no right on requests; this one is of the visitor's own account only.
        statement = request.env["receivables.statement"].sudo()
        return statement.new(
            {
                "partner_ids": [fields.Command.set(self._statement_customer().ids)],
                "date_from": first or False,
                "date_to": last or fields.Date.context_today(statement),
                "mode": mode if mode in MODES else "activity",
                "opening_items": bool(more.get("opening_items")),
                "company_id": (chosen or companies)[:1].id,
            }
        )

    def _statement_page_values(self, **kwargs):
        """Values of the page; no amount is computed here.

        For a module to say more on the page, it must override this method and complete the dict.
        """
        error, statements, statement = "", [], None
        try:
            statement = self._statement_request(**kwargs)
            statements = statement.get_statements()
        except UserError as refusal:
            error = refusal.args[0]
            statement = statement or self._statement_request(company_id=kwargs.get("company_id"))
        issued = request.env["receivables.statement.copy"]
        # Statements that were sent to the visitor's company, and no others: see the domain.
        return {
            "page_name": "statement",
            "statement": statement,
            "header": statement._get_header(),
            "statements": statements,
            "documents": self._statement_documents(statements),
            "currencies": {
                one["currency_id"]: request.env["res.currency"].sudo().browse(one["currency_id"])
                for one in statements
            },
            "companies": self._statement_companies(),
            "periods": self._statement_periods(),
            "error": error,
            "issued": issued.sudo().search(
                self._issued_domain(), order="issued_on desc, id desc", limit=24
            ),
            "default_url": "/my/statement",
        }

    def _statement_periods(self):
        """Usual periods: list of (name, first day or empty, last day).

        None ends after today: nothing is late in advance.
        """
        today = fields.Date.context_today(request.env.user)
        month = fields.Date.start_of(today, "month")
        before = fields.Date.subtract(month, months=1)
        return [
            (request.env._("This month"), month, today),
            (request.env._("Last month"), before, fields.Date.end_of(before, "month")),
            (request.env._("This year"), fields.Date.start_of(today, "year"), today),
            (request.env._("Everything"), "", today),
        ]

    def _issued_domain(self):
        """Statements that were sent to the visitor's company."""
        return [
            ("partner_id", "=", self._statement_customer().id),
            ("state", "in", ("issued", "sent")),
        ]

    # === Pages === #

    @http.route("/my/statement", type="http", auth="user", website=True, readonly=True)
    def portal_my_statement(self, **kwargs):
        """The statement of the visitor's company over a period."""
        if self._statement_customer().is_walk_in:
            return request.redirect("/my")
        values = self._statement_page_values(**kwargs)
        return request.render("receivables_ext.portal_my_statement", values)

    @http.route("/my/statement/<any(pdf,xlsx):kind>", type="http", auth="user", website=True)
    def portal_my_statement_file(self, kind, **kwargs):
        """The same statement as a file; what makes no sense leads back to the page that says so."""
        try:
            statement = self._statement_request(**kwargs)
            if statement.partner_ids.is_walk_in:
                return request.redirect("/my")
            if kind == "pdf":
                content = render_request(statement)
                return self._statement_file(content, statement, "pdf", "application/pdf")
            with io.BytesIO() as output:
                write_spreadsheet(statement, output)
                return self._statement_file(output.getvalue(), statement, "xlsx", XLSX)
        except UserError:
            return request.redirect_query("/my/statement", query=kwargs)

    def _statement_file(self, content, statement, extension, content_type):
        name = f"{statement._get_file_name()}.{extension}"
        return request.make_response(
            content,
            headers=[
                ("Content-Type", content_type),
                ("Content-Length", len(content)),
                ("Content-Disposition", content_disposition(name)),
                ("Cache-Control", "no-store"),
            ],
        )

    @http.route(
        f"/my/statements/<{ID}:copy_id>", type="http", auth="public", website=True, methods=["GET"]
    )
    def portal_issued_statement(self, copy_id, access_token=None, download=None, **_kwargs):
        """A statement that was sent, for its customer or a visitor with its link."""
        issued = self._issued_statement(copy_id, access_token)
        if not issued:
            return request.redirect("/my")
        if download:
            files = request.env["ir.binary"].sudo()  # the link is the right to this very file
            stream = files._get_stream_from(issued.attachment_id, filename=f"{issued.name}.pdf")
            return stream.get_response(as_attachment=True)
        return self._issued_page(issued)

    @http.route(
        f"/my/statements/<{ID}:copy_id>/answer",
        type="http",
        auth="public",
        website=True,
        methods=["POST"],
    )
    def portal_answer_statement(self, copy_id, access_token=None, **kwargs):
        """The customer says whether the statement agrees with their books."""
        issued = self._issued_statement(copy_id, access_token)
        if not issued:
            return request.redirect("/my")
        answer, comment = kwargs.get("answer"), kwargs.get("comment")
        try:
            record_answer(issued, answer, comment)
        except UserError as refusal:
            return self._issued_page(issued, error=refusal.args[0], comment=comment)
        return request.redirect(issued.get_portal_url())

    def _issued_statement(self, copy_id, access_token):
        """The issued statement, as superuser; nothing when it is not for this visitor."""
        try:
            issued = self._document_check_access(
                "receivables.statement.copy", copy_id, access_token
            )
        except (AccessError, MissingError):
            return None
        return issued if issued.attachment_id else None

    def _issued_page(self, issued, **values):
        if request.env.user._is_public():  # a visitor reads what the PDF is written in
            request.update_context(lang=issued.lang)
        return request.render(
            "receivables_ext.portal_issued_statement",
            {"page_name": "statement", "issued": issued, **values},
        )
