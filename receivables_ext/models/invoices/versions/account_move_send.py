from markupsafe import Markup

from odoo import api, models


class AccountMoveSend(models.AbstractModel):
    """The mail of an invoice that replaces another says so."""

    _inherit = "account.move.send"

    @api.model
    def _get_default_mail_body(self, move, mail_template, mail_lang):
        body = super()._get_default_mail_body(move, mail_template, mail_lang)
        name = move.replaces_name
        if not name:
            return body
        words = self.with_context(lang=mail_lang).env
        sentence = words._("This invoice replaces invoice %(name)s.", name=name)
        return Markup("<p>%s</p>%s") % (sentence, Markup(body or ""))
