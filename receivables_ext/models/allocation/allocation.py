import re

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...rules import allocation
from ...rules.groups import connected
from ..ledger.account_move_line import ChosenAmounts


class ReceivablesAllocation(models.AbstractModel):
    """Allocate credits to invoices: forms, dialogs, buttons and crons all pass here.

    **Accepts** open items of customer debt: journal items, debits and credits together.
    **How to use**: ``propose()`` writes nothing and returns rows; a person or a rule edits
    them; ``apply()`` checks every row against what is open at that moment and settles all
    of them, or none.
    **How it works**: the rules of ``rules/allocation.py`` choose the amounts, in whole units
    of the currency; core's reconcile engine makes the entries, from one plan.
    """

    _name = "receivables.allocation"
    _description = "Receivables allocation"

    # === Propose === #

    @api.model
    @api.readonly
    def propose(self, line_ids, strategy=None):
        """Propose which credit settles which installment; write nothing.

        :param list line_ids: ids of open receivable journal items, debits and credits
        :param str strategy: a strategy of ``rules/allocation.py``; by default that of each
            customer, else that of the company. With ``instruction`` the debits are settled
            in the order of ``line_ids``: the customer has chosen them.
        :return: rows ``{"debit_line_id", "credit_line_id", "amount", "currency_id",
            "reason"}``; amounts are above zero, in ``currency_id``, the currency of both lines
        :raises UserError: the strategy does not exist
        """
        if strategy and strategy not in allocation.STRATEGIES:
            raise UserError(
                self.env._(
                    "There is no allocation strategy %(strategy)s. Choose one of: %(known)s.",
                    strategy=strategy,
                    known=", ".join(allocation.STRATEGIES),
                )
            )
        Line = self.env["account.move.line"]
        lines = Line.browse(line_ids).exists()
        lines.check_access("read")
        open_ids = set(
            Line._search(
                Domain("id", "in", lines.ids) & Line._receivable_domain() & Line._open_domain()
            )
        )
        # Nothing is proposed to the strangers behind a walk-in customer.
        lines = lines.filtered(
            lambda line: line.id in open_ids and not line.partner_id.sudo().is_walk_in
        )
        rows = []
        for (*_key, currency), group in lines.grouped(
            lambda line: (*self._allocation_key(line), line.currency_id)
        ).items():
            debit_ids = group.filtered(lambda line: line.amount_residual_currency > 0).ids
            rows += [
                {
                    "debit_line_id": row.debit_id,
                    "credit_line_id": row.credit_id,
                    "amount": self._to_amount(row.amount, currency),
                    "currency_id": currency.id,
                    "reason": row.reason,
                }
                for row in self._propose_items(
                    [self._to_open_item(line) for line in group],
                    strategy or self._strategy_of(group.partner_id, group.company_id[:1]),
                    self._named_debits(group, debit_ids if strategy == "instruction" else None),
                )
            ]
        return rows

    @api.model
    def _propose_items(self, items, strategy, named):
        """Run the rules on open items of one customer in one currency."""
        return allocation.propose(items, strategy, fields.Date.context_today(self), named)

    @api.model
    def _allocation_key(self, line):
        """Only items that share this key may settle each other.

        For a module to let a group pay for its members, it must override this method and
        return a key that the members share.
        """
        return (line.company_id.root_id, line.partner_id, line.account_id)

    @api.model
    def _strategy_of(self, partner, company):
        """The strategy of a customer in a company, else that of the company."""
        partner = partner.commercial_partner_id.with_company(company)
        return partner.allocation_strategy or company.allocation_strategy

    @api.model
    def _to_open_item(self, line):
        currency = line.currency_id
        return allocation.OpenItem(
            line.id,
            line.date_maturity or line.date,
            line.invoice_date or line.date,
            self._to_units(line.amount_residual_currency, currency),
        )

    @api.model
    def _to_units(self, amount, currency):
        """``amount`` in whole units of the rounding of ``currency``."""
        return round(amount / currency.rounding)

    @api.model
    def _to_amount(self, units, currency):
        return currency.round(units * currency.rounding)

    @api.model
    def _named_debits(self, lines, debit_ids=None):
        """Which debits the payer of each credit has named: ``{credit id: [debit ids]}``.

        :param debit_ids: the same answer for all credits, when the user says so; by default
            the documents whose number is written in the reference of the payment
        """
        credits = lines.filtered(lambda line: line.amount_residual_currency < 0)
        if debit_ids is not None:
            return dict.fromkeys(credits.ids, debit_ids)
        by_number = (lines - credits).grouped("move_name")
        return {
            credit.id: [
                debit.id
                for number in numbers
                for debit in by_number[number].sorted("date_maturity")
            ]
            for credit in credits
            if (numbers := self._numbers_in(credit.ref, by_number))
        }

    @api.model
    def _numbers_in(self, text, numbers):
        """The ``numbers`` that stand as words in ``text``, in the order of the text."""
        return [word for word in self._words_in(text) if word in numbers]

    @api.model
    def _words_in(self, text):
        """The words of ``text``, each once: a number of a document is one word."""
        return [word for word in dict.fromkeys(re.split(r"[\s,;:()]+", text or "")) if word]

    @api.model
    def _prepare_rows(self, debits, credits, currency, reasons):
        """Rows of a proposal that lay chosen amounts side by side, in their order.

        :param debits: list of (line id, units to settle)
        :param credits: list of (line id, units to use)
        :param dict reasons: reason code by id of line, of either side
        """
        return [
            {
                "debit_line_id": debit_id,
                "credit_line_id": credit_id,
                "amount": self._to_amount(units, currency),
                "currency_id": currency.id,
                "reason": reasons.get(debit_id) or reasons.get(credit_id) or "manual",
            }
            for debit_id, credit_id, units in allocation.pair(debits, credits)
        ]

    # === Apply === #

    @api.model
    def apply(self, proposal):
        """Settle every row of ``proposal`` in one reconcile plan, or none of them.

        :param list proposal: rows as returned by ``propose()``; amounts may have been edited.
            ``currency_id`` is the currency of one of the two lines; both have the same one
            unless a person chose to settle a document with money of another currency.
        :return: ids of the allocations made (``account.partial.reconcile``)
        :raises UserError: a row does not fit what is open now; nothing is written
        """
        guard = self.env["receivables.allocation.guard"]
        rows = guard._read_proposal(proposal)
        if not rows:
            return []
        lines = self.env["account.move.line"].union(*(row[0] + row[1] for row in rows))
        guard._check_may_allocate(lines)
        # From here on core books on behalf of the user, who was allowed these very lines:
        # exchange differences and cash basis taxes are entries he need not be able to make.
        guard._lock(lines.sudo())
        expected = guard._check_rows(rows)
        lines.sudo().move_id.line_ids.fetch(["tax_ids"])  # core would read them one by one
        chosen = ChosenAmounts(rows)
        lines.sudo().with_context(receivables_chosen_amounts=chosen)._reconcile_plan(
            [
                lines.sudo().browse(group)
                for group in connected((row[0].id, row[1].id) for row in rows)
            ]
        )
        guard._check_settled(expected)
        self._allocation_applied(proposal)
        return chosen.partial_ids

    # === Hooks === #

    @api.model
    def _allocation_applied(self, proposal):
        """Do something after ``proposal`` was settled, in the same transaction.

        For a module to react to allocations (issue a receipt, tell a salesperson), it must
        override this method; it returns nothing. No PDF and no mail here: queue them.
        """
