from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Command

from .. import plan, share


class AccountPayment(models.Model):
    """Somebody else pays: one line for the bank, one credit for each customer."""

    _inherit = "account.payment"

    payer_id = fields.Many2one(
        "res.partner",
        string="Paid by",
        ondelete="restrict",
        index="btree_not_null",
        tracking=True,
        check_company=True,
        domain="['|', ('parent_id', '=', False), ('is_company', '=', True)]",
        help="Who paid, when it is not the customer. The payment may then settle documents of "
        "several customers; what is left stays as credit of the customer above. "
        "Empty: the customer.",
    )

    def _has_third_party(self):
        """Whether this is money received from somebody who is not the customer."""
        self.ensure_one()
        payer = self.payer_id.commercial_partner_id
        return bool(
            payer
            and payer != self.partner_id.commercial_partner_id
            and self.partner_type == "customer"
            and self.payment_type == "inbound"
        )

    def _is_shared(self):
        """Whether its entry has several credits: of customers, or of accounts of the customer.

        A customer who was moved to another receivable account still owes on the one before.
        """
        customer, account = share.own_share_key(self)
        return self._has_third_party() or any(
            partner == customer and other != account
            for partner, other in share.planned_by_key(self)
        )

    def _get_paid_customers(self):
        """Those on whose account the money is booked or, of a draft, is to be."""
        if not self.move_id:
            return self.partner_id.commercial_partner_id | self.allocation_line_ids.partner_id
        # Who may read a payment may print its receipt, without any right on entries.
        return (
            self.sudo()
            .move_id.line_ids.filtered(lambda line: line.account_type == "asset_receivable")
            .partner_id
        )

    def _get_settled_documents(self):
        """Documents that the receipt lists: those that its reader may see, with their payments."""
        # What a payment settled is known whole, to leave out what its reader may not see.
        settled = self.sudo()
        documents = settled.reconciled_invoice_ids or settled.reconciled_bill_ids
        # As core prints it: the payments of documents that the reader may see.
        return documents.sudo(self.env.su)._filtered_access("read").sudo()

    def _compute_stat_buttons_from_reconciliation(self):
        """Count what was settled, also for sales staff who may not open all of it."""
        # Numbers of documents, whichever of them the user may open.
        return super(AccountPayment, self.sudo())._compute_stat_buttons_from_reconciliation()

    # === Constraints and onchanges === #

    @api.constrains("payer_id")
    def _check_payer_id(self):
        for payment in self:
            # Another company's contact may be out of the user's sight; its company is enough.
            company = payment.payer_id.sudo().company_id
            if company and company not in payment.company_id.sudo().parent_ids:
                raise ValidationError(
                    self.env._(
                        "The payer belongs to another company than the payment. "
                        "Choose a payer of %(company)s, or one that all companies share.",
                        company=payment.company_id.display_name,
                    )
                )
        # What it had settled before it went back to draft is fitted when it is registered again.
        planned = self.allocation_line_ids.filtered(lambda line: line.reason != "again")
        planned._check_line_id()

    @api.onchange("payer_id")
    def _onchange_payer_id(self):
        """Without a payer, the documents of other customers leave; with one, those named come."""
        if not self._has_third_party():
            self.allocation_line_ids -= self.allocation_line_ids.filtered(
                lambda line: line.partner_id != self.partner_id.commercial_partner_id
            )
        self._onchange_keep_chosen_amounts()

    # === Registration === #

    def _check_can_register(self):
        """Refuse a payer of another company, and credit notes that exceed a share."""
        result = super()._check_can_register()
        for payment in self._customer_payments().filtered(lambda each: each._is_shared()):
            payment._check_payer_id()
            plan.check_plan_total(payment)
            share.check_shares(payment)
        return result

    def _before_registering(self, vals):
        """Share the entry that a draft already has as its plan now says."""
        result = super()._before_registering(vals)
        self._customer_payments().filtered(
            lambda payment: (
                payment.move_id
                and payment._is_shared()
                and not payment.move_id.line_ids.matched_debit_ids  # settled: stays as it is
            )
        )._synchronize_to_moves({"payer_id"})
        return result

    # === Entry === #

    def _prepare_move_line_default_vals(self, write_off_line_vals=None, force_balance=None):
        """Book the money on the payer, and on each customer what settles their documents."""
        vals_list = super()._prepare_move_line_default_vals(write_off_line_vals, force_balance)
        if not (self in self._customer_payments() and self._is_shared()):
            return vals_list
        liquidity, receivable, *write_offs = vals_list
        if self._has_third_party():
            liquidity["partner_id"] = self.payer_id.commercial_partner_id.id
        shares = share.prepare_shares_vals(self, receivable)
        return [liquidity, *shares, *write_offs]

    @api.model
    def _get_trigger_fields_to_synchronize(self):
        return (*super()._get_trigger_fields_to_synchronize(), "payer_id")

    def _synchronize_to_moves(self, changed_fields):
        """Core updates one receivable line: make one of several before it does."""
        if {*self._get_trigger_fields_to_synchronize()} & {*changed_fields}:
            for payment in self.filtered(lambda payment: payment.move_id.state == "draft"):
                _liquidity, lines, _write_offs = payment._seek_for_lines()
                if len(lines) > 1:
                    payment._merge(lines)
        return super()._synchronize_to_moves(changed_fields)

    def _merge(self, lines):
        whole = {name: sum(lines.mapped(name)) for name in ("amount_currency", "balance")}
        self.move_id.with_context(skip_invoice_sync=True).write(
            {
                "line_ids": [
                    Command.update(lines[0].id, whole),
                    *(Command.delete(line.id) for line in lines[1:]),
                ]
            }
        )
