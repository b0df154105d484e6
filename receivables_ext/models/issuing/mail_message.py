from odoo import api, models


class MailMessage(models.Model):
    """Files that somebody puts in a message: whoever receives it has them."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        """Tell the files that are in these messages."""
        messages = super().create(vals_list)
        if any(vals.get("attachment_ids") for vals in vals_list):
            messages._tell_files(messages.browse().attachment_ids)
        return messages

    def write(self, vals):
        """Tell the files that are added to these messages."""
        if not vals.get("attachment_ids"):
            return super().write(vals)
        before = self.sudo().attachment_ids  # compared with those after
        done = super().write(vals)
        self._tell_files(before)
        return done

    def _tell_files(self, before):
        # Whose files they are is asked whatever the rights on the message.
        (self.sudo().attachment_ids - before)._put_in_message()
