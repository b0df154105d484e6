from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...rules import allocation
from ...rules.groups import connected
from ..ledger import asked
from . import guard, named
from .account_move_line import ChosenAmounts
from .proposal import prepare_row, read_instructions, strategy_of, to_open_item


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
            "reason"}``; amounts are above zero, in ``currency_id``, the currency of both lines.
            A credit whose payer names a document that the customer does not have is left to
            people, unless ``strategy`` is given.
        :raises UserError: the strategy does not exist, or ``line_ids`` is no list of ids
        """
        line_ids = asked.read_ids(self.env, line_ids)
        strategy = asked.read_text(self.env, strategy)
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
        lines = self._proposable(lines.filtered(lambda line: line.id in open_ids))
        rows = []
        read = self._read_groups(lines, strategy)
        # Who chooses a strategy sees what it proposes; otherwise nothing is used instead of what
        # the payer named.
        held = () if strategy else self._credits_of_unknown_documents(read)
        for (*_key, currency), group, instructions in read:
            rows += [
                prepare_row(row.debit_id, row.credit_id, row.amount, currency, row.reason)
                for row in allocation.propose(
                    map(to_open_item, group),
                    strategy or strategy_of(group.partner_id, group.company_id[:1]),
                    fields.Date.context_today(self),
                    instructions.named,
                    held,
                )
            ]
        return rows

    @api.model
    def _read_groups(self, lines, strategy):
        """``lines`` by what may settle each other, with what their payers wrote.

        :return: list of (key with the currency at its end, lines, ``Instructions``)
        """
        groups = lines.grouped(lambda line: (*self._allocation_key(line), line.currency_id))
        read = []
        for key, group in groups.items():
            chosen = None
            if strategy == "instruction":
                chosen = group.filtered(lambda line: line.amount_residual_currency > 0).ids
            read.append((key, group, read_instructions(group, chosen)))
        return read

    @api.model
    def _credits_of_unknown_documents(self, read):
        """Ids of the credits whose payers name a document that their customer does not have."""
        Line = self.env["account.move.line"]
        return named.unknown_to_customers(
            self.env,
            {
                credit_id: (Line.browse(credit_id).partner_id, words)
                for _key, _group, instructions in read
                for credit_id, words in instructions.unknown.items()
            },
        )

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
        rows = guard.read_proposal(self.env, proposal)
        if not rows:
            return []
        lines = self.env["account.move.line"].union(*(row.lines for row in rows))
        guard.check_may_allocate(lines)
        # From here on core books on behalf of the user, who was allowed these very lines:
        # exchange differences and cash basis taxes are entries that the user need not be able
        # to make.
        guard.lock_lines(lines.sudo())
        expected = guard.check_rows(self, rows)
        lines.sudo().move_id.line_ids.fetch(["tax_ids"])  # core would read them one by one
        chosen = ChosenAmounts(rows)
        lines.sudo().with_context(receivables_chosen_amounts=chosen)._reconcile_plan(
            [
                lines.sudo().browse(group)
                for group in connected((row.debit.id, row.credit.id) for row in rows)
            ]
        )
        guard.check_settled(expected)
        self._allocation_applied(proposal)
        return chosen.partial_ids

    # === Hooks === #

    @api.model
    def _allocation_key(self, line):
        """Only items that share this key may settle each other.

        For a module to let a group pay for its members, it must override this method and
        return a key that the members share.
        """
        return (line.company_id.root_id, line.partner_id, line.account_id)

    @api.model
    def _proposable(self, lines):
        """Those of the open items ``lines`` that a proposal may use.

        For a module to leave some to people, it must override this method, call ``super()`` and
        filter its result.
        """
        return lines

    @api.model
    def _unproposable_partners(self):
        """Customers whose credits no scheduled action and no button allocates by itself.

        For a module to add some, it must override this method and add to the result of
        ``super()``. They are compared with the customers that the user may see; nothing else of
        them is read.
        """
        return self.env["res.partner"]

    @api.model
    def _check_may_settle(self, rows):
        """Refuse rows of a proposal for reasons of their own, before anything is settled.

        For a module to refuse more, it must override this method and call ``super()``.

        :param rows: list of ``ProposalRow``
        :raises UserError: one sentence that says what to do
        """

    @api.model
    def _allocation_applied(self, proposal):
        """Do something after ``proposal`` was settled, in the same transaction.

        For a module to react to allocations (issue a receipt, tell a salesperson), it must
        override this method; it returns nothing. No PDF and no mail here: queue them.
        """
