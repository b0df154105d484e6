from markupsafe import Markup

from odoo import api, fields, models


class AccountPayment(models.Model):
    """The life of a customer payment, and the documents it is linked to."""

    _inherit = "account.payment"

    # What happened to the money, for people. Core's own state says whether the bank has it.
    collection_state = fields.Selection(
        [
            ("draft", "Draft"),
            ("scheduled", "Scheduled"),
            ("registered", "Registered"),
            ("returned", "Returned"),
            ("refunded", "Refunded"),
            ("reversed", "Reversed"),
            ("cancelled", "Cancelled"),
        ],
        string="Collection",
        compute="_compute_collection_state",
        store=True,
        index=True,
        tracking=True,
        help="What became of the money: expected, received, returned by the bank, given back, "
        "or undone by a correction.",
    )
    replaces_id = fields.Many2one(
        "account.payment",
        copy=False,
        readonly=True,
        index="btree_not_null",
        check_company=True,
        help="The payment that this one corrects, or presents again.",
    )
    replacement_ids = fields.One2many("account.payment", "replaces_id", string="Replaced by")
    correction_ids = fields.One2many("receivables.payment.correction", "payment_id")
    correction_requested_id = fields.Many2one(
        "receivables.payment.correction",
        compute="_compute_correction_requested_id",
        help="The correction that waits for a second person.",
    )
    return_ids = fields.One2many("receivables.payment.return", "payment_id")
    return_label = fields.Char(compute="_compute_return_label", compute_sudo=True)
    reversal_ids = fields.Many2many(
        "account.move", string="Reversed by", compute="_compute_linked_documents"
    )
    follower_ids = fields.Many2many(
        "account.payment",
        string="Replaced or refunded by",
        compute="_compute_linked_documents",
    )
    # Holds also when two people press the same button at the same moment.
    _one_replacement = models.UniqueIndex(
        "(replaces_id) WHERE state NOT IN ('canceled', 'rejected')",
        "This payment was already presented again, or corrected: go on with the payment that "
        "replaces it.",
    )

    # === Compute === #

    @api.depends(
        "state",
        "amount",
        "scheduled_date",
        "move_id.reversal_move_ids.state",
        "return_ids.move_id",
        "refund_ids.state",
        "refund_ids.amount",
        "refund_ids.move_id.reversal_move_ids.state",
    )
    def _compute_collection_state(self):
        for payment in self:
            payment.collection_state = payment._get_collection_state()

    def _get_collection_state(self):
        self.ensure_one()
        if self.state in ("canceled", "rejected"):
            return "cancelled"
        if self.state not in ("in_process", "paid"):
            return "scheduled" if self.scheduled_date else "draft"
        if reversals := self._posted_reversals():
            return "returned" if reversals & self.return_ids.move_id else "reversed"
        refunded = self._sum_of_refunds()
        if refunded and self.currency_id.compare_amounts(refunded, self.amount) >= 0:
            return "refunded"
        return "registered"

    def _mail_track(self, tracked_fields, initial_values):
        """Say in the chatter what the form says: what became of the money, in its own words."""
        hidden = "state" if self.partner_type == "customer" else "collection_state"
        shown = {name: field for name, field in tracked_fields.items() if name != hidden}
        return super()._mail_track(shown, initial_values)

    def _posted_reversals(self):
        return self.move_id.reversal_move_ids.filtered(lambda move: move.state == "posted")

    @api.depends("correction_ids.state")
    def _compute_correction_requested_id(self):
        for payment in self:
            payment.correction_requested_id = payment.correction_ids.filtered(
                lambda correction: correction.state == "requested"
            )

    @api.depends("move_id.reversal_move_ids.state", "replacement_ids", "refund_ids")
    @api.depends_context("uid")
    def _compute_linked_documents(self):
        """Those that the user may see: sales staff see payments, not entries."""
        for payment in self:
            # Links of a payment that the user reads; those that the user may not read are left out.
            reversals = payment.sudo()._posted_reversals().sudo(False)
            payment.reversal_ids = reversals._filtered_access("read")
            followers = payment.sudo().replacement_ids + payment.sudo().refund_ids
            payment.follower_ids = followers.sudo(False)._filtered_access("read")

    @api.depends("return_ids")
    def _compute_return_label(self):
        for payment in self:
            # Not the first of them alone: a list reads all of them at once.
            labels = [(each.reason_id.display_name, each.note) for each in payment.return_ids]
            payment.return_label = ", ".join(filter(None, labels[0])) if labels else False

    # === Actions === #

    def action_correct(self):
        """Open the dialog that reverses the payment and enters it again."""
        return self._open_dialog("receivables.correct.payment", self.env._("Correct"))

    def action_return(self):
        """Open the dialog that records that the bank returned the payment."""
        return self._open_dialog("receivables.return.payment", self.env._("Returned by the bank"))

    def action_present_again(self):
        """Open a new draft of a returned payment, meant to settle what it had settled.

        :raises UserError: the payment was not returned
        """
        self.ensure_one()
        return self.env["receivables.payment.return"]._present_again(self)._action_open_form()

    def action_approve_correction(self):
        """Apply the correction that somebody else asked for, and open the new draft.

        :raises UserError: none waits, or see ``receivables.payment.correction``
        """
        return self.env["receivables.payment.correction"]._to_decide(self).action_approve()

    def action_refuse_correction(self):
        """Leave the payment as it is.

        :raises UserError: none waits, or see ``receivables.payment.correction``
        """
        return self.env["receivables.payment.correction"]._to_decide(self).action_refuse()

    def _open_dialog(self, model, name):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {"default_payment_id": self.id},
        }

    def _action_open_form(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.payment",
            "view_mode": "form",
            "res_id": self.id,
        }

    # === For the services === #

    def _replacement_values(self):
        """What a correction, or a second presentation, takes over from this payment.

        For a module to add a field that is not copied, it must override this method and add its
        value.
        """
        self.ensure_one()
        return {
            "date": self.date,
            "received_date": self.received_date,
            "payment_reference": self.payment_reference,
            "instrument_number": self.instrument_number,
            "instrument_due_date": self.instrument_due_date,
            "evidence_amount": self.evidence_amount,
            "duplicate_reason": self.duplicate_reason,
            "replaces_id": self.id,
            "refunded_payment_id": self.refunded_payment_id.id,
            "station_id": self.station_id.id,  # what is entered again stays where it came in
        }

    def _needs_approval(self, undone=None, fees=0.0):
        """Whether a second person must confirm an act that undoes money of this payment.

        For a module to undo money in another way, it must ask this and, when so, call ``_ask()`` of
        ``receivables.payment.correction``.

        :param undone: how much of it, company currency; all of it by default
        :param fees: what is booked beside it, company currency: above the threshold, or above the
            payment itself, it is not the business of one person alone
        """
        self.ensure_one()
        # What the company asks for is a setting that a clerk may not read.
        threshold = self.company_id.sudo().correction_approval_amount
        compare = self.company_id.currency_id.compare_amounts
        amount = abs(self.amount_company_currency_signed)
        most = max(amount if undone is None else undone, fees)
        return compare(fees, amount) > 0 or (bool(threshold) and compare(most, threshold) > 0)

    def _log(self, text, *documents):
        """Write ``text`` in the chatter, with links to ``documents``."""
        links = Markup(" ").join(document._get_html_link() for document in documents if document)
        self._message_log(body=Markup("%s %s") % (text, links))
