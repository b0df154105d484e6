from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class AccountPayment(models.Model):
    """What proves a payment: a slip of the till, a notice of the bank, the scan of a cheque."""

    _inherit = "account.payment"

    evidence_ids = fields.Many2many(
        "ir.attachment",
        compute="_compute_evidence_ids",
        inverse="_inverse_evidence_ids",
        help="Every file of the payment, those of its discussion too.",
    )
    has_evidence = fields.Boolean(
        string="With evidence", compute="_compute_has_evidence", search="_search_has_evidence"
    )
    evidence_amount = fields.Monetary(
        string="Amount on the evidence",
        copy=False,
        help="In the currency of the payment: the amount read on the receipt or bank document, "
        "to be compared with the amount entered.",
    )
    evidence_differs = fields.Boolean(
        string="Differs from its evidence", compute="_compute_evidence_differs", store=True
    )

    @api.depends("attachment_ids")
    def _compute_evidence_ids(self):
        for payment in self:
            payment.evidence_ids = payment.attachment_ids

    def _inverse_evidence_ids(self):
        """Give the payment its files: those uploaded before its first save had no owner."""
        for payment in self:
            chosen, own = payment.evidence_ids, payment.attachment_ids
            owner = {"res_model": self._name, "res_id": payment.id, "res_field": False}
            for attachment in chosen - own:
                if attachment.res_id:  # a file of another record stays there
                    attachment.copy(owner)
                else:
                    attachment.write(owner)
            (own - chosen).unlink()
        self.invalidate_recordset(["attachment_ids", "evidence_ids"])

    @api.depends("evidence_ids")
    def _compute_has_evidence(self):
        # One query for a list: core reads and checks the files of each payment apart.
        saved = self.filtered("id")
        domain = self._files_domain() & Domain("res_id", "in", saved.ids)
        with_file = dict(self._files()._read_group(domain, ["res_id"], ["__count"]))
        for payment in saved:
            payment.has_evidence = payment.id in with_file
        for payment in self - saved:
            payment.has_evidence = bool(payment.evidence_ids)

    def _files(self):
        # Files follow the rights on their payment, which apply to the payments read or searched.
        return self.env["ir.attachment"].sudo()

    @api.model
    def _files_domain(self):
        return (
            Domain("res_model", "=", self._name)
            & Domain("res_id", "!=", False)
            & Domain("res_field", "=", False)
        )

    def _search_has_evidence(self, operator, value):
        if operator != "in":
            return NotImplemented
        owned = self._files()._search(self._files_domain())
        with_file = Domain("id", "in", owned.subselect("res_id"))
        return Domain.OR(with_file if wanted else ~with_file for wanted in value)

    @api.depends("evidence_amount", "amount", "currency_id")
    def _compute_evidence_differs(self):
        for payment in self:
            read, currency = payment.evidence_amount, payment.currency_id
            payment.evidence_differs = bool(
                currency
                and not currency.is_zero(read)
                and currency.compare_amounts(read, payment.amount)
            )

    def _check_keeps_evidence(self, file):
        """Refuse that ``file`` be taken from customer payments that have been registered.

        A payment set back to draft or cancelled has been registered too: its entry says so.
        """
        for payment in self:
            registered = payment.state not in ("draft", "canceled")
            if payment.partner_type == "customer" and (registered or payment.move_id.posted_before):
                raise UserError(
                    self.env._(
                        "%(file)s is evidence of %(payment)s, which is registered: it can neither "
                        "be removed nor changed. Add another file beside it.",
                        file=file.name,
                        payment=payment.display_name,
                    )
                )
