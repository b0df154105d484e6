from odoo import api, models


class MailMessage(models.Model):
    """Archived files that somebody puts in a message: whoever receives it has them."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        """Note who sends an archived file to whom it was not issued."""
        messages = super().create(vals_list)
        if any(vals.get("attachment_ids") for vals in vals_list):
            messages._note_files(messages.browse().attachment_ids)
        return messages

    def write(self, vals):
        """Note who adds an archived file to a message."""
        if not vals.get("attachment_ids"):
            return super().write(vals)
        before = self.sudo().attachment_ids  # compared with those after
        done = super().write(vals)
        self._note_files(before)
        return done

    def _note_files(self, before):
        # Whose files they are is asked whatever the rights on the message.
        (self.sudo().attachment_ids - before)._note_access("message")
