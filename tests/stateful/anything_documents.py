"""Documents of any kind: in parts, by hand, to draft and back, for another customer."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from odoo.fields import Command

from odoo.addons.receivables_ext.models.invoices.versions.by_law import by_law
from odoo.addons.receivables_ext.models.invoices.versions.guard import paid_by

from tests.stateful.anything import AnythingMachine, amounts, days, foreign, picks
from tests.stateful.world import TERMS, day_of


class DocumentMachine(AnythingMachine):
    """What is booked for customers, and what goes back to draft."""

    @initialize(cents=amounts)
    def something_is_there(self, cents):
        """A day begins with an invoice and money for it."""
        self.invoice_of(self.customers[0], cents, 10).action_post()
        self.payment_of(self.customers[0], cents // 2 + 1, 20).action_post()

    @rule(
        pick=picks,
        cents=amounts,
        day=days,
        parts=st.sampled_from(TERMS),
        credit=st.booleans(),
        foreign=foreign,
    )
    def invoice(self, pick, cents, day, parts, credit, foreign):
        """Or a credit note, in parts, sometimes in a currency whose rate changes each month."""
        lines = [
            Command.create({"value": "percent", "value_amount": part, "nb_days": 30 * rank})
            for rank, part in enumerate(parts)
        ]
        kind = "out_refund" if credit else "out_invoice"
        with self.act("credit note" if credit else "invoice"):
            customer = self.picked(self.customers, pick)
            term = {"line_ids": lines}
            self.invoice_of(customer, cents, day, term, kind, foreign).action_post()

    @rule(pick=picks, cents=amounts, fixed=st.tuples(amounts, amounts), day=days)
    def invoice_with_a_part_below_zero(self, pick, cents, fixed, day):
        """Three parts, of which the fixed ones may exceed the document."""
        lines = [
            Command.create({"value": "fixed", "value_amount": part / 100, "nb_days": 10 * rank})
            for rank, part in enumerate(fixed)
        ]
        lines.append(Command.create({"value": "percent", "value_amount": 100, "nb_days": 30}))
        with self.act("three parts"):
            customer = self.picked(self.customers, pick)
            self.invoice_of(customer, cents, day, {"line_ids": lines}).action_post()

    @rule(
        pick=picks,
        other=picks,
        cents=amounts,
        day=days,
        kind=st.sampled_from(("general", "sale")),
        is_debit=st.booleans(),
    )
    def entry_by_hand(self, pick, other, cents, day, kind, is_debit):
        """What a customer owes or is owed, against income or against another customer."""
        journal = self.env["account.journal"].search(
            [("type", "=", kind), ("company_id", "=", self.company.id)], limit=1
        )
        customer, against = self.picked(self.customers, pick), self.picked(self.customers, other)
        account = customer.property_account_receivable_id
        sides = [(account, customer), (account, against)]
        if customer == against:
            sides[1] = (self.income, self.env["res.partner"])
        amount = cents / 100 if is_debit else -cents / 100
        with self.act(f"entry, {kind} journal"):
            move = self.env["account.move"].create(
                {
                    "move_type": "entry",
                    "journal_id": journal.id,
                    "date": day_of(day),
                    "line_ids": [
                        Command.create(
                            {
                                "account_id": side.id,
                                "partner_id": partner.id,
                                "debit": max(0, sign * amount),
                                "credit": max(0, -sign * amount),
                            }
                        )
                        for sign, (side, partner) in zip((1, -1), sides, strict=True)
                    ],
                }
            )
            move.action_post()
            self.moves += move

    @rule(pick=picks, other=st.none() | picks, cents=st.none() | amounts)
    def document_to_draft_and_back(self, pick, other, cents):
        """Sometimes for another customer or another amount, sometimes left in draft.

        What is paid goes there when an authority cancelled it, which the permit stands for.
        """
        with self.act("document to draft, other customer" if other else "document to draft"):
            move = self.picked(self.posted(self.moves), pick)
            (by_law.opened(move) if pick % 3 else move).button_draft()
            if other is not None and move.move_type != "entry":
                move.partner_id = self.picked(self.customers, other)
            if cents and move.move_type != "entry":
                move.invoice_line_ids.price_unit = cents / 100
            if pick % 4:
                move.action_post()

    @rule(pick=picks, cents=amounts)
    def modify(self, pick, cents):
        """A new version: what money settles is refused, and stays as it was."""
        if move := self.picked(self.posted(self.moves), pick):
            with self.act("modified"):
                move.modify("Another amount")
                assert not paid_by(move)
                move.invoice_line_ids.price_unit = cents / 100
                move.action_post()

    @rule(pick=picks, cents=st.none() | amounts)
    def credit_and_replace(self, pick, cents):
        """What is paid, too: the money settles the replacement, as far as it goes."""
        if move := self.picked(self.posted(self.moves), pick):
            with self.act("credited and replaced"):
                draft = self.moves.browse(move.credit_and_replace("Wrong"))
                self.moves += draft + move.reversal_move_ids
                assert not move.amount_residual
                if cents:
                    draft.invoice_line_ids.price_unit = cents / 100
                if pick % 4:
                    draft.action_post()

    @invariant()
    def the_last_version_counts(self):
        """A registered document is its last version; where the ledger differs, it says why."""
        documents = self.moves.exists().filtered(lambda move: move.move_type != "entry")
        for move in self.posted(documents):
            assert move.turnover_amount == move.amount_untaxed_signed
            assert move.revision_ids[0].amount_total == move.amount_total
        self.env.cr.flush()
        rows = self.env["receivables.turnover"].search([("move_id", "in", self.moves.ids)])
        assert all(bool(row.why) == bool(row.difference) for row in rows)
        # Core proposes for a credit note the account that its customer has most, a write-off's too.
        # A deposit has an account of its own.
        lines = rows.filtered(lambda row: row.why == "account").move_id.invoice_line_ids
        assert all(
            "expense" in move.invoice_line_ids.account_id.mapped("account_type")
            or any(move.invoice_line_ids.sale_line_ids.mapped("is_downpayment"))
            for move in lines.move_id
        )

    @rule(pick=picks)
    def validate_a_draft(self, pick):
        drafts = self.moves.exists().filtered(lambda move: move.state == "draft")
        if drafts:
            with self.act("document validated"):
                self.picked(drafts, pick).action_post()

    @rule(pick=picks)
    def reverse(self, pick):
        """*Reverse* on an invoice or entry, settled with it at once."""
        moves = self.posted(self.moves).filtered(lambda move: not move.reversal_move_ids)
        if moves:
            with self.act("reversed"):
                self.moves += self.picked(moves, pick)._reverse_moves(cancel=True)
