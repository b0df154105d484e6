from odoo import api, models
from odoo.fields import Domain

from .duplicates import ASKED


class AccountPayment(models.Model):
    """Thirty cheques before lunch: the next payment is entered as the one before."""

    _inherit = "account.payment"

    def onchange(self, values, field_names, fields_spec):
        """Propose, on the form of a new customer payment, how the user was paid last.

        Only there: what programmes and imports create has the defaults of core.
        """
        is_new = not self and not field_names
        form = self.with_context(**self._usual_means()) if is_new else self
        return super(AccountPayment, form).onchange(values, field_names, fields_spec)

    @api.model
    def _usual_means(self):
        """Journal and method of the last customer payment that the user entered, as defaults.

        :return: dict of defaults for the context; empty where there are others, or none to propose
        """
        given = self.env.context
        is_received = (given.get("default_partner_type"), given.get("default_payment_type")) == (
            "customer",
            "inbound",
        )
        if not is_received or given.get("default_journal_id"):
            return {}
        last = self.search(
            Domain("create_uid", "=", self.env.uid)
            & Domain("partner_type", "=", "customer")
            & Domain("payment_type", "=", "inbound")
            & Domain("company_id", "=", self.env.company.id),
            order="id desc",
            limit=1,
        )
        method = last.payment_method_line_id
        if not last.journal_id.active or method.journal_id != last.journal_id:
            return {}
        return {
            "default_journal_id": last.journal_id.id,
            "default_payment_method_line_id": method.id,
        }

    def action_post_and_new(self):
        """Register this payment and open the next one: by the same means, at the same date.

        :raises UserError: as ``action_post()``, or it looks like another one without a reason
        """
        self.ensure_one()
        self.with_context(**{ASKED: True}).action_post()
        return {
            "type": "ir.actions.client",
            "tag": "receivables_next_payment",
            "params": {
                "message": self.env._(
                    "%(payment)s of %(customer)s is registered.",
                    payment=self.display_name,
                    customer=self.partner_id.display_name,
                ),
                "action": self._next_payment_action(),
            },
        }

    def _next_payment_action(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("New payment"),
            "res_model": self._name,
            "views": [(False, "form")],
            "context": {
                "default_payment_type": self.payment_type,
                "default_partner_type": self.partner_type,
                "default_journal_id": self.journal_id.id,
                "default_payment_method_line_id": self.payment_method_line_id.id,
                "default_date": self.date,
                "default_move_journal_types": ("bank", "cash"),
            },
        }
