from odoo import api, models
from odoo.fields import Domain

from ....rules.receipts import kind_of_receipt
from ...ledger.units import to_units
from ..settlement import find_settlements

CUSTOMER_INVOICES = ("out_invoice", "out_receipt")
RECEIPT = "receivables.receipt"


class ReceivablesReceiptIssue(models.AbstractModel):
    """Which documents invoices need, however they are settled.

    Whatever settles or releases only notes which entries are concerned. Before the transaction
    ends they are looked at, all at once, and the documents queued in that same transaction: five
    payments of an invoice make one document. The scheduled action makes them.
    """

    _name = "receivables.receipt.issue"
    _inherit = ["receivables.document.issue"]
    _description = "Issue of receipts"
    _documents = RECEIPT

    @api.model
    def _look_at_entries(self, moves):
        """Look at ``moves`` now: they may be other ones before the transaction ends."""
        # Without the context of the act that settles, which is meant for that act.
        service = self.with_context({"lang": self.env.lang})  # pylint: disable=context-overridden
        service._queue_for(moves)

    @api.model
    def _queue_for(self, moves, lang=None):
        """Queue the documents that ``moves`` need now, and revoke those that are no longer true.

        :param moves: entries of any kind; those of payments are looked at for their receipts, and
            for what the bank has just paid
        :param str lang: code of the language of the texts in what is returned
        :return: what was found of invoices, ``{id of the invoice: Settlement}``
        """
        moves = moves.sudo()  # documents follow from the ledger, not from who settles
        payments = moves.origin_payment_id.filtered(
            lambda payment: payment.partner_type == "customer"
        )
        invoices = moves.filtered(lambda move: move.move_type in CUSTOMER_INVOICES)
        invoices |= self._cleared_invoices(payments)
        if payments:
            self._check_payment_receipts(payments)
        if not invoices:
            return {}
        receipts = self._find_standing(Domain("move_id", "in", invoices.ids))
        policies = self._policies(invoices)
        watched = invoices.filtered(policies.get) | receipts.move_id
        settlements = {}
        if watched:
            settlements = find_settlements(watched.with_context(lang=lang or self.env.lang))
        by_move = receipts.grouped("move_id")
        vals_list = []
        for move in watched:
            known = by_move.get(move, receipts.browse())
            settlement = settlements[move.id]
            self._revoke_released(known, settlement.key, move.state == "posted")
            kind = self._get_receipt_kind(move, settlement) if policies[move] else False
            vals = {"kind": kind, **self._prepare_state_vals(settlement)}
            if self._is_missing(known, kind and vals):
                vals_list.append({**vals, **self._prepare_owner_vals(move)})
        if vals_list:
            self._writable().create(vals_list)
            self._wake()
        return settlements

    @api.model
    def _find_standing(self, domain):
        """Documents about invoices, made or to be made, that are not revoked."""
        return self._writable().search(
            domain & Domain("kind", "!=", "payment") & Domain("state", "!=", "revoked"), order="id"
        )

    @api.model
    def _cleared_invoices(self, payments):
        """Invoices settled by those of ``payments`` that may count since the bank paid them."""
        cleared = payments.filtered(lambda payment: payment.is_matched and payment._may_come_back())
        moves = cleared.move_id.line_ids.matched_debit_ids.debit_move_id.move_id
        return moves.filtered(lambda move: move.move_type in CUSTOMER_INVOICES)

    @api.model
    def _policies(self, records):
        """What is done for each of ``records``, invoices or payments: "archive", "send" or not."""
        policies = {}
        for company, some in records.grouped("company_id").items():
            for record in some:
                customer = record.partner_id.commercial_partner_id.with_company(company)
                policy = customer.receipt_policy or company.receipt_policy
                policies[record] = policy if policy != "off" else False
        return policies

    @api.model
    def _get_receipt_kind(self, move, settlement):
        """Which document says where ``move`` stands, or ``False``.

        For a module to issue none for some invoices, it must override this method.
        """
        is_early = move.company_id.receipt_clearing == "registration"
        return (
            kind_of_receipt(
                is_registered=move.state == "posted",
                # A sales receipt without a customer: there is nobody to give it to.
                has_customer=bool(move.commercial_partner_id),
                has_money=settlement.has_money,
                remaining=to_units(settlement.remaining, move.currency_id),
                is_certain=is_early or all(row.cleared for row in settlement.rows),
            )
            or False
        )

    @api.model
    def _prepare_state_vals(self, found):
        """Figures of a document, from a ``Settlement`` or a ``PaymentUse``."""
        return {
            "amount_initial": found.initial,
            "amount_paid": found.paid,
            "amount_remaining": found.remaining,
            "settled_key": found.key,
        }

    @api.model
    def _prepare_owner_vals(self, move):
        return {
            "move_id": move.id,
            "partner_id": move.commercial_partner_id.id,
            "company_id": move.company_id.id,
            "currency_id": move.currency_id.id,
        }

    @api.model
    def _is_missing(self, known, wanted):
        """Whether a document is to be queued, beside those that are ``known``.

        One that waits says the state of the end: it follows, or leaves when there is nothing to
        say, or nothing new.

        :param wanted: values of the document, or ``False`` when there is nothing to say
        """
        made = known.filtered(lambda receipt: receipt.sha256 and receipt.state != "revoked")
        waiting = known.filtered(lambda receipt: not receipt.sha256)
        said = wanted and wanted["settled_key"] in made.mapped("settled_key")
        if not wanted or said:
            waiting.unlink()
            return False
        if waiting and waiting.settled_key != wanted["settled_key"]:
            waiting.write({**wanted, **self._prepare_waiting_vals()})
            self._wake()
        return not waiting

    @api.model
    def _prepare_waiting_vals(self):
        return {"state": "queued", "error": False, "attempts": 0, "data": False, "name": False}

    @api.model
    def _wake(self):
        # Users who settle may wake the action that makes the documents.
        self.env.ref("receivables_ext.ir_cron_issue_receipts").sudo()._trigger()
