from odoo import api, models

from ..issuing import limits
from .wording import movement_describer


class ReceivablesStatement(models.TransientModel):  # pylint: disable=no-wizard-in-models
    """What a person does with a statement of account: print, export, send."""

    _inherit = "receivables.statement"

    def action_print_pdf(self):
        """Download the statements as one PDF.

        :raise UserError: the request makes no sense, or asks for too many customers
        """
        self._check_printable()
        self._check_customers()
        return self.env.ref("receivables_ext.action_report_statement").report_action(self)

    def action_print_xlsx(self, by_customer=False):
        """Download the statements as a spreadsheet.

        :param by_customer: one sheet for each customer instead of one for all
        :raise UserError: the request makes no sense, or asks for too many customers
        """
        self._check_printable()
        self._check_customers()
        option = "?by_customer=1" if by_customer else ""
        return {
            "type": "ir.actions.act_url",
            "url": f"/receivables/statement/{self.id}/xlsx{option}",
            "target": "download",
        }

    def action_send(self):
        """Open the dialog before anything is sent: the mail to one customer, or who gets one.

        :raise UserError: the request makes no sense, or the customer is sent no statement
        """
        self._check_printable()
        is_one = len(self._chosen_entities()) == 1 and not self.all_customers
        model = "receivables.statement.send.one" if is_one else "receivables.statement.send"
        send = self.env[model]._open(self)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Send the statement") if is_one else self.env._("Send statements"),
            "res_model": send._name,
            "res_id": send.id,
            # The screen hands it to the web client as it is, where core's buttons complete it.
            "views": [[False, "form"]],
            "target": "new",
        }

    def _check_printable(self):
        """Refuse in a dialog what would fail in a download.

        :raise UserError: the period, the company or the customers make no sense
        """
        self.ensure_one()
        self._in_its_company()._check_request()

    def _check_customers(self):
        """Refuse more customers than one file may cost.

        :raise UserError: there are more
        """
        count = 0
        for statement in self:
            request = statement._in_its_company()
            ask = request._customers_with_items if request.all_customers else None
            count += len(ask() if ask else request._chosen_entities())
        way = self.env._("Send the statements by e-mail: that takes any number of customers.")
        limits.check_count(self.env, count, limits.MAX_CUSTOMERS, way)

    @api.model
    def _choices(self, name):
        """Values of the selection field ``name``, in the language of the context."""
        return self._fields[name]._description_selection(self.env)

    def _get_file_name(self):
        """Name of the documents, without extension."""
        self.ensure_one()
        name = self._get_header()["title"]
        if len(self.partner_ids) == 1 and not self.all_customers:
            # Users who print the statement of a customer know the name.
            name = f"{name} {self.partner_ids.sudo().commercial_partner_id.display_name}"
        return f"{name} {self.date_to}"

    # === Words === #

    @api.model
    def _get_movement_describer(self):
        """A function that words a movement, made once for all lines of some statements.

        For a module to word its documents in another way, it must override this method and
        return a function of the same arguments: the display type of the item, whether it is a
        debit, the reference of the document, the label of the item and, of a payment or of the
        entry that undoes it, the name of its method, its number, its memo, whether it came in or
        went out, its name, and of such an entry what it is and why: see ``undoing_sql()``.
        """
        return movement_describer(self.env)
