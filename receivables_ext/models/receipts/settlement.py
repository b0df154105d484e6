from collections import Counter

from odoo import api, models
from odoo.fields import Domain

# Means of payment that may come back after they were received, by their code.
UNCERTAIN_MEANS = ("cheque", "bill", "note")


class ReceivablesReceiptSettlement(models.AbstractModel):
    """What settled invoices, read from the ledger: the same number of queries for one or many."""

    _name = "receivables.receipt.settlement"
    _description = "What settled an invoice"

    @api.model
    def _of(self, moves):
        """What settled each of ``moves``, customer invoices.

        Amounts are in the currency of the invoice, rounded, zero or more; the rows add up to what
        was paid.

        :return: ``{id: {"currency_id", "initial", "paid", "remaining", "rows", "installments",
            "key"}}``, where the key says what was settled by what: see ``_released()``
        """
        # A document says all that settled the invoice, whoever has it made.
        moves = moves.sudo()
        lines = self.env["account.move.line"].sudo()
        lines = lines.search(
            Domain("move_id", "in", moves.ids) & Domain("display_type", "=", "payment_term"),
            order="date_maturity, id",
        )
        settled, exchanged = self._allocations(lines)
        terms = lines.grouped("move_id")
        return {
            move.id: self._settlement(move, terms.get(move, lines.browse()), settled, exchanged)
            for move in moves
        }

    @api.model
    def _allocations(self, lines):
        """What settled ``lines``, by line, and what an exchange difference added, by its entry."""
        partials = self.env["account.partial.reconcile"].sudo()  # see _of()
        partials = partials.search(
            Domain("debit_move_id", "in", lines.ids) | Domain("credit_move_id", "in", lines.ids),
            order="id",
        )
        settled, exchanged, ids = {}, {}, {*lines.ids}
        for partial in partials:
            if partial.debit_move_id.id not in ids:
                # Core takes back what the rate made too much of.
                entry, amount = partial.debit_move_id.move_id, -partial.credit_amount_currency
            elif self._is_exchange(partial.credit_move_id):
                entry, amount = partial.credit_move_id.move_id, partial.debit_amount_currency
            else:
                settled.setdefault(partial.debit_move_id, []).append(partial)
                continue
            exchanged[entry] = exchanged.get(entry, 0.0) + amount
        return settled, exchanged

    @api.model
    def _is_exchange(self, line):
        return line.journal_id == line.company_id.currency_exchange_journal_id

    @api.model
    def _settlement(self, move, terms, settled, exchanged):
        currency = move.currency_id
        # A payment taken back to draft keeps its allocations, and proves nothing meanwhile.
        rows, standing, open_amounts = [], [], {}
        for line in terms:
            open_amounts[line] = line.amount_residual_currency
            for partial in settled.get(line, ()):
                row = self._row(partial, move, exchanged)
                if partial.credit_move_id.parent_state == "posted":
                    rows += self._split(row, partial, currency)
                    standing.append(partial)
                else:
                    open_amounts[line] = currency.round(open_amounts[line] + row["amount"])
        initial = currency.round(sum(terms.mapped("amount_currency")))
        remaining = currency.round(sum(open_amounts.values()))
        return {
            "currency_id": currency.id,
            "initial": max(initial, 0.0),
            "paid": max(currency.round(initial - remaining), 0.0),
            "remaining": max(remaining, 0.0),
            "rows": sorted(rows, key=lambda row: (row["date"], row["partial_id"])),
            "installments": self._installments(open_amounts),
            "key": self._key(standing),
        }

    @api.model
    def _row(self, partial, move, exchanged):
        """One payment or credit note and what it settled.

        For a module to tell customers more of a payment, it must override this method and add to
        the result.
        """
        credit = partial.credit_move_id
        payment, bank_line = credit.payment_id, credit.statement_line_id
        entry = credit.move_id
        kind = "payment" if payment or bank_line else "other"
        if entry.move_type == "out_refund":
            kind = "credit_note"
        payer = payment.payer_id if payment and payment._has_third_party() else False
        return {
            "partial_id": partial.id,
            "kind": kind,
            "payment_id": payment.id,
            "name": payment.name or entry.name,
            "date": payment.received_date or entry.invoice_date or entry.date,
            "method": self._method(payment, entry) if kind == "payment" else False,
            "reference": self._reference(payment, move, bank_line.payment_ref, entry.ref),
            "payer": payer.name if payer else False,
            "amount": move.currency_id.round(
                partial.debit_amount_currency + exchanged.get(partial.exchange_move_id, 0.0)
            ),
            "cleared": not self._awaits_clearing(payment),
        }

    @api.model
    def _reference(self, payment, documents, *others):
        """The number of the cheque, of the transfer, or what else the payer wrote.

        :param documents: what it settled. Core's dialog writes their numbers, which are none of
            the payment
        :param others: texts that stand for it when the payment has none
        """
        known = (payment.instrument_number, payment.payment_reference, payment.memo, *others)
        own = {False, "", *documents.mapped("name"), *documents.mapped("payment_reference")}
        return next((reference for reference in known if reference not in own), False)

    @api.model
    def _split(self, row, partial, currency):
        """``row``, and apart from it what its payment settled beyond the money: a discount."""
        money = currency.round(row["amount"] * self._money_rate(partial.credit_move_id.payment_id))
        rest = currency.round(row["amount"] - money)
        if not rest:
            return [row]
        discount = {
            **row,
            "kind": "other",
            "payment_id": False,
            "method": self.env._("Discount or difference"),
            "payer": False,
            "amount": rest,
        }
        return [{**row, "amount": money}, discount]

    @api.model
    def _money_rate(self, payment):
        """How much of what ``payment`` settles is money, as a part of one.

        An early payment discount or a write-off is booked in the entry of the payment, and settles
        invoices with it.
        """
        lines = payment.move_id.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        settling = -sum(lines.mapped("amount_currency"))
        return payment.amount / settling if settling > payment.amount else 1.0

    @api.model
    def _method(self, payment, entry):
        return payment.means_id.name or payment.payment_method_line_id.name or entry.journal_id.name

    @api.model
    def _may_come_back(self, payment):
        """Whether ``payment`` was received by a means that the bank pays later, or returns.

        For a module to know other ones, it must override this method and call ``super()``.
        """
        return payment.means_id.code in UNCERTAIN_MEANS

    @api.model
    def _awaits_clearing(self, payment):
        return self._may_come_back(payment) and not payment.is_matched

    @api.model
    def _installments(self, open_amounts):
        return [
            {
                "line_id": line.id,
                "rank": rank,
                "count": len(open_amounts),
                "date_due": line.date_maturity,
                "amount": line.amount_currency,
                "remaining": remaining,
                "settled": line.currency_id.is_zero(remaining),
            }
            for rank, (line, remaining) in enumerate(open_amounts.items(), 1)
        ]

    # === Payments === #

    @api.model
    def _of_payments(self, payments):
        """What became of customer payments, in their own currency, rounded, zero or more.

        :return: ``{id: {"currency_id", "initial", "paid" (used), "remaining" (to use), "key"}}``
        """
        payments = payments.sudo()  # see _of()
        lines = payments.move_id.line_ids.filtered(
            lambda line: line.account_type == "asset_receivable"
        )
        by_entry = lines.grouped("move_id")
        result = {}
        for payment in payments:
            partials = by_entry.get(payment.move_id, lines.browse()).matched_debit_ids
            left = payment.unallocated_amount
            result[payment.id] = {
                "currency_id": payment.currency_id.id,
                "initial": payment.amount,
                "paid": payment.currency_id.round(payment.amount - left),
                "remaining": left,
                "key": self._key(partials),
            }
        return result

    # === Fingerprint === #

    @api.model
    def _key(self, partials):
        """What was settled by what, as a text: the same again if it is undone and done again."""
        return ",".join(
            sorted(
                f"{partial.debit_move_id.id}-{partial.credit_move_id.id}"
                f":{partial.debit_amount_currency:.{partial.debit_currency_id.decimal_places}f}"
                for partial in partials
            )
        )

    @api.model
    def _released(self, before, now):
        """Ids of the journal items whose credit counted in the key ``before`` and not in ``now``.

        They may not exist any more.
        """
        gone = Counter(before.split(",")) - Counter(now.split(","))
        return [int(each.partition("-")[2].partition(":")[0]) for each in gone if each]
