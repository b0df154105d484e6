from odoo import api, fields, models
from odoo.exceptions import UserError

from ....issuing import kept_file, recipient
from ....ledger import roles
from ....ledger.permit import permit
from .. import wording

REPORT = "receivables_ext.action_report_agreement"
TEMPLATE = "receivables_ext.mail_template_agreement"


class ReceivablesAgreement(models.Model):
    """What the customer reads of an agreement: its PDF, the mail, the page where they sign it.

    **How it works**: the PDF is made once the agreement holds, and the same file is printed ever
    after. It is no part of the decision: a server that cannot make it now makes it when it is
    asked for.
    """

    _inherit = "receivables.agreement"

    # Who has it reads what the customer reads, and signs as nobody of the house may.
    access_token = fields.Char(groups=roles.COLLECTOR)

    @api.model
    def fields_get(self, allfields=None, attributes=None):
        """Nobody groups or sorts by a secret."""
        described = super().fields_get(allfields, attributes)
        if "access_token" in described:
            described["access_token"] |= {"groupable": False, "sortable": False}
        return described

    def _compute_access_url(self):
        result = super()._compute_access_url()
        for agreement in self:
            agreement.access_url = f"/my/agreements/{agreement.id}"
        return result

    def _get_report_base_filename(self):
        customer = self.with_context(lang=self.partner_id.lang or self.env.lang)
        return customer.env._(
            "Agreement %(number)s", number=customer.display_name.replace("/", "-")
        )

    def action_print(self):
        """Print the agreement, as it was agreed or as it is proposed.

        :return: action that downloads the PDF
        """
        self.check_access("read")
        if len(self) == 1 and self._kept_file():
            return {
                "type": "ir.actions.act_url",
                "url": f"/web/content/{self.attachment_id.id}?download=true",
                "target": "download",
            }
        return self.env.ref(REPORT).report_action(self, config=False)

    def action_send(self):
        """Open the mail to the customer, with the PDF and the address where they sign.

        :return: action that opens the mail; nothing is sent before that is confirmed
        :raises AccessError: the user prepares no agreements
        :raises UserError: it was never proposed, or holds no longer
        """
        self.ensure_one()
        self.check_access("write")
        if self.state not in ("proposed", "agreed"):
            raise UserError(self.env._("Propose %(agreement)s first.", agreement=self.display_name))
        self._kept_file()
        self._portal_ensure_token()
        customer = self.partner_id
        contacts = recipient.addresses(customer).get(customer.id, customer)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send the agreement"),
            "res_model": "mail.compose.message",
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "default_model": self._name,
                "default_res_ids": self.ids,
                "default_template_id": self.env.ref(TEMPLATE).id,
                "default_composition_mode": "comment",
                "default_partner_ids": contacts.ids,
                "force_email": True,
            },
        }

    def action_preview(self):
        """Open the page that the customer sees, where they alone sign.

        :return: action that opens it
        :raises AccessError: the user prepares no agreements
        """
        self.ensure_one()
        self.check_access("write")
        return {"type": "ir.actions.act_url", "target": "self", "url": self.get_portal_url()}

    def _note_agreed(self, name, how):
        """Let it hold, and make the PDF of it."""
        result = super()._note_agreed(name, how)
        self._kept_file()
        return result

    def _message_post_after_hook(self, message, msg_vals):
        """Note that it was sent, once a message goes to somebody who is not of the house."""
        result = super()._message_post_after_hook(message, msg_vals)
        # Who may post may be whoever was let through to it; the day and nothing else is written.
        if self.issued_on and message.sudo().partner_ids.filtered("partner_share"):
            permit.opened(self.sudo()).sent_on = fields.Date.context_today(self)
        return result

    def _kept_file(self):
        """The PDF of what was agreed, made now if it was not yet; nothing without an agreement.

        :return: ``ir.attachment``, empty when the PDF cannot be made now
        """
        self.ensure_one()
        if self.agreed_on:
            kept_file.make_once(self, REPORT)
        return self.attachment_id

    def _default_clause(self):
        return wording.default_clause(self)

    def _ended_words(self):
        return wording.ended_words(self, self._others_that_hold()[:1])

    def _contact(self):
        """Whom the customer may ask: the person in charge, else the company."""
        # The customer may know who of the house follows what they owe; name and address only.
        agreement = self.sudo()
        return agreement.user_id.partner_id or agreement.company_id.partner_id

    def _is_signable(self):
        """Whether the customer may accept it now on the portal."""
        first = self._sorted_parts()[:1].date_due
        return self.state == "proposed" and first and first >= fields.Date.context_today(self)
