from itertools import groupby

from odoo import api, models
from odoo.fields import Command

BATCH = 20
"""Customers in one document of the PDF program: faster than one by one, and little memory."""


class ReceivablesStatementDocument(models.AbstractModel):
    """Statements of account as documents: whose, in which language, with which words and figures.

    **How it works**: ``_iter_results`` brings what ``get_statements()`` says, in the language of
    each customer. ``_values`` words it for the template, page by page; amounts are those of the
    statement, none is computed here.
    """

    _name = "receivables.statement.document"
    _description = "Documents of statements of account"

    # === What is printed === #

    @api.model
    def _iter_results(self, request, lang=None, size=BATCH):
        """Yield, by batches, what to print for each customer of ``request``.

        :param lang: code of a language for all; by default, that of each customer
        :return: lists of dicts ``partner_id``, ``company_id``, ``mode``, ``lang``, ``header``,
            ``statements``: one dict for each customer, by name
        """
        main = lang or self.env.lang or "en_US"
        headers = {}
        for statements in request.with_context(lang=main)._iter_statements(size):
            found = self._by_customer(statements)
            languages = self._languages(found, lang or main) if not lang else {}
            others = {}
            for partner_id, code in languages.items():
                if code != main:
                    others.setdefault(code, []).append(partner_id)
            for code, partner_ids in others.items():
                some = request.with_context(lang=code)._in_its_company()
                found |= self._by_customer(some._statements_of(partner_ids))
            results = []
            for partner_id, own in found.items():
                code = languages.get(partner_id, main)
                if code not in headers:
                    headers[code] = request.with_context(lang=code)._get_header()
                results.append(
                    {
                        "partner_id": partner_id,
                        "company_id": request.company_id.id,
                        "mode": request.mode,
                        "lang": code,
                        "header": headers[code],
                        "statements": own,
                    }
                )
            yield results

    @api.model
    def _for_customers(self, request, partner_ids):
        """The same request, of these customers only, which writes nothing."""
        values = {"partner_ids": [Command.set(partner_ids)], "all_customers": False}
        return request.new({**request._as_values(), **values})

    @api.model
    def _by_customer(self, statements):
        groups = groupby(statements, lambda statement: statement["partner_id"])
        return {partner_id: list(group) for partner_id, group in groups}

    @api.model
    def _languages(self, partner_ids, default):
        """Code of the language of each customer.

        :param default: code for those who have none, or one that is not installed any more
        """
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        # Who may print the statement of a customer may know his language.
        partners = self.env["res.partner"].sudo().browse(partner_ids)
        return {
            partner.id: partner.lang if partner.lang in installed else default
            for partner in partners
        }

    # === Values of the template === #

    @api.model
    def _values(self, results):
        """Word some results of ``_iter_results`` for the template, each in its language."""
        # Customers are read together, and paper once: they share their company.
        partner_ids = [result["partner_id"] for result in results]
        companies = self.env["res.company"].browse({result["company_id"] for result in results})
        sheets = {
            company.id: self.env["receivables.statement.page"]._sheet(company)
            for company in companies
        }
        return [
            self.with_context(lang=result["lang"])._worded(
                result, partner_ids, sheets[result["company_id"]]
            )
            for result in results
        ]

    @api.model
    def _worded(self, result, partner_ids, sheet):
        company = self.env["res.company"].sudo().browse(result["company_id"])
        # Who may print the statement of a customer may print his address.
        partner = self.env["res.partner"].sudo().browse(result["partner_id"])
        partner = partner.with_prefetch(partner_ids)
        is_running = result["mode"] != "walk_in"
        blocks = [self._block(statement) for statement in result["statements"]]
        accounts = self._bank_accounts(result["statements"], company)
        instructions = len(accounts) and len(accounts) + 3
        self.env["receivables.statement.page"]._cut_blocks(blocks, sheet, instructions)
        if not is_running:  # what is left of a document is carried nowhere
            for page in (page for block in blocks for page in block["pages"]):
                page["brought"] = page["carried"] = None
        return {
            "partner": partner,
            "company": company,
            "lang": result["lang"],
            "direction": self.env["res.lang"]._get_data(code=result["lang"]).direction,
            "title": self.env._(
                "%(title)s (%(basis)s)",
                title=result["header"]["title"],
                basis=result["header"]["basis"],
            ),
            "header": result["header"],
            # Open items begin with nothing: the balance is what they add up to.
            "has_opening": result["mode"] not in ("open_items", "walk_in"),
            "total_label": self.env._("Total (%(basis)s)", basis=result["header"]["basis"]),
            "closing_label": self.env._(
                "Closing balance (%(basis)s):", basis=result["header"]["basis"]
            ),
            "balance_title": self.env._("Running balance")
            if is_running
            else self.env._("Remaining"),
            "blocks": blocks,
            "accounts": accounts,
        }

    @api.model
    def _block(self, statement):
        """What is printed of one customer in one currency: texts only."""
        currency = self.env["res.currency"].browse(statement["currency_id"])
        money = self._money(currency)
        words = self.env["receivables.statement.document.line"]
        closing = statement["closing"]
        if closing > 0:
            owed = self.env._("due by the customer")
        elif closing < 0:
            owed = self.env._("in your favour")
        else:
            owed = self.env._("nothing is due")
        return {
            "currency": currency.name,
            "opening": money(statement["opening"]),
            "lines": [words._line(line, money) for line in statement["lines"]],
            "total_debit": money(statement["total_debit"]),
            "total_credit": money(statement["total_credit"]),
            "closing": money(closing),
            "closing_absolute": money(abs(closing)),
            "owed": owed,
            "ageing": [
                {"name": part["name"], "amount": money(part["amount"])}
                for part in statement["ageing"]
            ],
            "payment_totals": [
                {"name": part["name"], "amount": money(part["amount"])}
                for part in statement.get("payment_totals", ())
            ],
        }

    @api.model
    def _money(self, currency):
        """A function that writes an amount of ``currency``, which the table names once.

        Made once for all amounts of a statement: there are thousands.
        """
        lang = self.env["res.lang"]._get_data(code=self.env.lang)
        language = self.env["res.lang"].browse(lang.id)
        percent = f"%.{currency.decimal_places}f"
        # A line must not be broken inside an amount.
        return lambda amount: (
            language.format(percent, amount + 0.0, grouping=True)
            .replace(" ", "\N{NO-BREAK SPACE}")
            .replace("-", "\N{MINUS SIGN}")
        )

    @api.model
    def _bank_accounts(self, statements, company):
        """Where to pay, when something is due.

        For a module to choose other accounts, it must override this method and return dicts of
        ``bank``, ``number`` and ``bic``.
        """
        if not any(statement["closing"] > 0 for statement in statements):
            return []
        # The accounts of the company are on every invoice.
        accounts = company.partner_id.bank_ids.filtered("active")
        accounts = accounts.filtered(
            lambda account: account.company_id in (company, company.browse())
        )
        return [
            {
                "bank": account.bank_id.name or "",
                "number": account.acc_number,
                "bic": account.bank_bic or "",
            }
            for account in accounts[:3]
        ]
