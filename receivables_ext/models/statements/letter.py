"""The mail of one statement, which a person may rewrite before there is a number and a link.

**How it works**: the template is rendered for a statement that is never stored. Where its number
and its link belong stand two marks; once the statement is issued they become what they stand for.
"""

from .document import iter_results, request_for_customers

NUMBER = "[n°]"
LINK, TOKEN = "/my/statements/0", "0"
TEMPLATE = "receivables_ext.mail_template_statement"


def draft_mail(request, partner):
    """Subject and text of the mail that brings ``partner`` the statement, in their language."""
    asked = request_for_customers(request._in_its_company(), partner.ids)
    (result,) = [one for results in iter_results(asked) for one in results]
    env, lang = request.env, result["lang"]
    copy = env["receivables.statement.copy"].new(
        {
            "name": NUMBER,
            "partner_id": partner.id,
            "company_id": request.company_id.id,
            "user_id": env.uid,
            "lang": lang,
            "balance": env["receivables.statement.issue"]._balance(result["statements"], lang),
            "access_url": LINK,
            "access_token": TOKEN,
            **{name: request[name] for name in ("date_from", "date_to", "mode", "basis")},
        }
    )
    # Users who send statements may use the template, whoever may read templates.
    template = env.ref(TEMPLATE).sudo()
    return [
        template._render_field(name, [copy.id], set_lang=lang)[copy.id]
        for name in ("subject", "body_html")
    ]


def written_mail(copy):
    """Values of the mail that somebody wrote for ``copy``, none when nobody did."""
    if not copy.mail_body:
        return {}
    marks = {NUMBER: copy.name, f"{LINK}?access_token={TOKEN}": copy.get_portal_url()}
    subject, body = copy.mail_subject, copy.mail_body
    for mark, meant in marks.items():
        subject, body = subject.replace(mark, meant), body.replace(mark, meant)
    return {"subject": subject, "body_html": body, "email_cc": copy.mail_cc or ""}
