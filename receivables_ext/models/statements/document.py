"""Statements of account as documents: whose, in which language, with which words and figures.

**How it works**: ``iter_results`` brings what ``get_statements()`` says, in the language of
each customer. ``template_values`` words it for the template, page by page; amounts are those of the
statement, none is computed here.
"""

from itertools import groupby

from odoo.fields import Command

from .document_line import line_texts
from .page import cut_blocks, sheet_height

QR_CODE = 9
"""Lines of text that are as high as the code for payments."""
BATCH = 20
"""Customers in one document of the PDF program: faster than one by one, and little memory."""


# === What is printed === #


def iter_results(request, lang=None, size=BATCH):
    """Yield, by batches, what to print for each customer of ``request``.

    :param lang: code of a language for all; by default, that of each customer
    :return: lists of dicts ``partner_id``, ``company_id``, ``mode``, ``lang``, ``header``,
        ``statements``: one dict for each customer, by name
    """
    env = request.env
    main = lang or env.lang or "en_US"
    headers = {}
    for statements in request.with_context(lang=main)._iter_statements(size):
        found = by_customer(statements)
        languages = languages_of(env, found, lang or main) if not lang else {}
        others = {}
        for partner_id, code in languages.items():
            if code != main:
                others.setdefault(code, []).append(partner_id)
        for code, partner_ids in others.items():
            some = request.with_context(lang=code)._in_its_company()
            found |= by_customer(some._statements_of(partner_ids))
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


def request_for_customers(request, partner_ids):
    """The same request, of these customers only, which writes nothing."""
    values = {"partner_ids": [Command.set(partner_ids)], "all_customers": False}
    return request.new({**request._as_values(), **values})


def by_customer(statements):
    groups = groupby(statements, lambda statement: statement["partner_id"])
    return {partner_id: list(group) for partner_id, group in groups}


def languages_of(env, partner_ids, default):
    """Code of the language of each customer.

    :param default: code for those who have none, or one that is not installed any more
    """
    installed = {code for code, _name in env["res.lang"].get_installed()}
    # Who may print the statement of a customer may know the language.
    partners = env["res.partner"].sudo().browse(partner_ids)
    return {
        partner.id: partner.lang if partner.lang in installed else default for partner in partners
    }


# === Values of the template === #


def template_values(env, results):
    """Word some results of ``iter_results`` for the template, each in its language."""
    # Customers are read together, and paper once: they share their company.
    partner_ids = [result["partner_id"] for result in results]
    companies = env["res.company"].browse({result["company_id"] for result in results})
    sheets = {company.id: sheet_height(env, company) for company in companies}
    return [
        worded_result(
            env(context={**env.context, "lang": result["lang"]}),
            result,
            partner_ids,
            sheets[result["company_id"]],
        )
        for result in results
    ]


def worded_result(env, result, partner_ids, sheet):
    company = env["res.company"].sudo().browse(result["company_id"])
    # Who may print the statement of a customer may print the address.
    partner = env["res.partner"].sudo().browse(result["partner_id"])
    partner = partner.with_prefetch(partner_ids)
    is_running = result["mode"] != "walk_in"
    blocks = [block_texts(env, statement) for statement in result["statements"]]
    is_due = any(statement["closing"] > 0 for statement in result["statements"])
    accounts = company._get_statement_accounts() if is_due else []
    qr_code = accounts and is_running and payment_qr_code(company, partner, result["statements"])
    instructions = len(accounts) and max(len(accounts) + 3, QR_CODE if qr_code else 0)
    cut_blocks(blocks, sheet, instructions)
    if not is_running:  # what is left of a document is carried nowhere
        for cut in (cut for block in blocks for cut in block["pages"]):
            cut["brought"] = cut["carried"] = None
    return {
        "partner": partner,
        "company": company,
        "lang": result["lang"],
        "direction": env["res.lang"]._get_data(code=result["lang"]).direction,
        "title": env._(
            "%(title)s (%(basis)s)",
            title=result["header"]["title"],
            basis=result["header"]["basis"],
        ),
        "header": result["header"],
        "total_label": env._("Total (%(basis)s)", basis=result["header"]["basis"]),
        "closing_label": env._("Closing balance (%(basis)s):", basis=result["header"]["basis"]),
        "balance_title": env._("Running balance") if is_running else env._("Remaining"),
        "blocks": blocks,
        "accounts": accounts,
        "qr_code": qr_code,
    }


def payment_qr_code(company, partner, statements):
    """The picture that pays the only balance which is due, or nothing: two would be mistaken."""
    due = [one for one in statements if one["closing"] > 0]
    if len(due) != 1:
        return ""
    currency = company.env["res.currency"].browse(due[0]["currency_id"])
    return company._get_statement_qr_code(partner, due[0]["closing"], currency)


def block_texts(env, statement):
    """What is printed of one customer in one currency: texts only."""
    currency = env["res.currency"].browse(statement["currency_id"])
    money = money_format(env, currency)
    closing = statement["closing"]
    if closing > 0:
        owed = env._("due by the customer")
    elif closing < 0:
        owed = env._("in your favour")
    else:
        owed = env._("nothing is due")
    return {
        "currency": currency.name,
        # Open items begin with nothing: the balance is what they add up to.
        "opening": money(statement["opening"]) if statement["has_opening"] else "",
        "opening_label": statement["opening_label"],
        "lines": [line_texts(env, line, money) for line in statement["lines"]],
        "total_debit": money(statement["total_debit"]),
        "total_credit": money(statement["total_credit"]),
        "closing": money(closing),
        "closing_absolute": money(abs(closing)),
        "owed": owed,
        "ageing": [
            {"name": part["name"], "amount": money(part["amount"])} for part in statement["ageing"]
        ],
        "payment_totals": [
            {"name": part["name"], "amount": money(part["amount"])}
            for part in statement.get("payment_totals", ())
        ],
    }


def money_format(env, currency):
    """A function that writes an amount of ``currency``, which the table names once.

    Made once for all amounts of a statement: there are thousands.
    """
    lang = env["res.lang"]._get_data(code=env.lang)
    language = env["res.lang"].browse(lang.id)
    percent = f"%.{currency.decimal_places}f"
    # A line must not be broken inside an amount.
    return lambda amount: (
        language.format(percent, amount + 0.0, grouping=True)
        .replace(" ", "\N{NO-BREAK SPACE}")
        .replace("-", "\N{MINUS SIGN}")
    )
