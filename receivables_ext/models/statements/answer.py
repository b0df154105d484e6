"""The customer says whether the balance of an issued statement agrees with their books.

The last answer is on the issued statement, all of them are in the customer's chatter. A
disagreement is a task for the user who sent the statement.
"""

from odoo import fields
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

MAX_COMMENT = 2000


def record_answer(issued, answer, comment):
    """Take note of the answer of a customer.

    :param issued: one ``receivables.statement.copy``, as superuser: the caller has checked
        that the visitor may answer, by their account or by the secret link
    :param str answer: ``agreed`` or ``disagreed``
    :raise UserError: the answer is none, or a disagreement says nothing
    """
    env = issued.env
    comment = (comment or "").strip()[:MAX_COMMENT]
    if answer not in dict(issued._fields["answer"].selection):
        raise UserError(env._("Say whether you agree with this statement."))
    if answer == "disagreed" and not comment:
        raise UserError(env._("Say what does not agree with your books."))
    if not issued.attachment_id:
        raise UserError(env._("This statement is not issued yet."))
    env["receivables.statement.issue"]._writable().browse(issued.ids).write(
        {
            "answer": answer,
            "answer_comment": comment,
            "answered_on": fields.Datetime.now(),
        }
    )
    words = issued.with_context(lang=issued.user_id.lang).env
    texts = {
        "agreed": words._("The customer agrees with %(statement)s.", statement=issued.name),
        "disagreed": words._(
            "The customer does not agree with %(statement)s.", statement=issued.name
        ),
    }
    body = plaintext2html("\n".join(filter(None, [texts[answer], comment])))
    issued.partner_id.message_post(body=body, author_id=issued.partner_id.id)
    if answer == "disagreed":
        issued.partner_id.activity_schedule(
            "mail.mail_activity_data_todo",
            summary=texts[answer],
            note=plaintext2html(comment),
            user_id=issued.user_id.id,
        )
