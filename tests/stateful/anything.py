"""Whatever people do, in any order: no model says what must come of it, only what must hold.

The machine beside (``machine.py``) knows each figure beforehand, for the acts that it knows. Here
acts are many, also those of core and of administrators; what does not fit is refused in a
sentence, and after each act every figure of a customer says the same as the ledger.
"""

import contextlib
from collections import Counter
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from odoo.exceptions import LockError, RedirectWarning, UserError
from odoo.fields import Command, Date

from tests.stateful.ledger import problems
from tests.stateful.world import World, day_of

picks = st.integers(0, 50)  # which one of what is there, counted round
amounts = st.sampled_from((100, 5000, 10000, 23000)) | st.integers(1, 30000)
days = st.integers(0, 335)
shares = st.integers(1, 8)  # eighths
foreign = st.sampled_from((False, False, True))
played = Counter()
"""How often each act came to its end, or was refused: ``{(name, "" or "refused"): count}``."""


class AnythingMachine(RuleBasedStateMachine):
    """Customers who come and go, and everything that may be booked for them."""

    registry = None  # set by the test

    def __init__(self):
        super().__init__()
        self.world = World(self.registry)
        self.env = self.world.env
        self.company = self.world.company
        self.customers = self.env["res.partner"].union(*self.world.partners.values())
        self.every = self.customers + self.world.payer
        self.moves = self.env["account.move"]
        self.payments = self.env["account.payment"]
        self.set_up_company()
        self.clerk, self.head = (
            self.person(role) for role in ("group_receivables_user", "group_receivables_manager")
        )

    def set_up_company(self):
        """Accounts and bounds that the acts need."""
        income = self.env["account.account"].search(
            [("account_type", "=", "income"), ("company_ids", "in", self.company.ids)], limit=1
        )
        self.income, expense = income, self.world.expense
        self.company.write(
            {
                "payment_correction_policy": "until_transferred",
                "account_journal_early_pay_discount_loss_account_id": expense.id,
                "account_journal_early_pay_discount_gain_account_id": income.id,
                "discount_enabled": True,
                "discount_grace_days": 3,
                "tolerance_amount": 5.0,
                "tolerance_loss_account_id": expense.id,
                "tolerance_gain_account_id": income.id,
            }
        )

        self.fee = self.env["receivables.deduction.kind"].create(
            {
                "name": "Fee",
                "account_id": expense.id,
                "amount_max": 30.0,
                "company_id": self.company.id,
            }
        )
        self.francs = self.env.ref("base.CHF")
        if self.francs == self.company.currency_id:
            self.francs = self.env.ref("base.GBP")
        self.francs.active = True
        self.env["res.currency.rate"].create(
            [
                {
                    "currency_id": self.francs.id,
                    "company_id": self.company.id,
                    "name": day_of(28 * month),
                    "rate": 13 + 7 * (month % 3),
                }
                for month in range(12)
            ]
        )

    def person(self, group):
        return self.env["res.users"].create(
            {
                "name": group,
                "login": group,
                "company_id": self.company.id,
                "company_ids": [Command.set(self.company.ids)],
                "group_ids": [
                    Command.link(self.env.ref(name).id)
                    for name in ("base.group_user", f"receivables_ext.{group}")
                ],
            }
        )

    def env_of(self, user):
        """What ``user`` works in: their own companies, whatever the tests have selected."""
        return self.env(user=user, context={"allowed_company_ids": user.company_ids.ids})

    def teardown(self):
        self.world.rollback()

    # === Words of the rules === #

    @contextlib.contextmanager
    def act(self, name):
        """What is done in the block is done whole, or refused in a sentence and not at all."""
        sentence = ""
        try:
            with self.env.cr.savepoint():
                yield
                self.env.cr.flush()  # as a commit does
        except (UserError, LockError, RedirectWarning) as refusal:
            sentence = str(refusal).strip() or "no sentence"
        assert sentence != "no sentence"
        played[name, sentence and "refused"] += 1
        self.env.invalidate_all()

    def picked(self, records, pick):
        return records[pick % len(records)] if records else records

    def posted(self, records):
        return records.exists().filtered(
            lambda record: record.state in ("posted", "in_process", "paid")
        )

    def registered(self):
        return self.payments.exists().filtered(
            lambda payment: payment.collection_state in ("registered", "refunded")
        )

    def open_invoices(self):
        return self.posted(self.moves).filtered(
            lambda move: move.move_type == "out_invoice" and move.amount_residual
        )

    def new_customer(self):
        partner = self.env["res.partner"].create({"name": f"Customer {len(self.every)}"})
        self.customers += partner
        self.every += partner
        return partner

    def invoice_of(self, partner, cents, day, term=None, move_type="out_invoice", foreign=False):
        """A draft; ``term`` are values of a payment term."""
        move = self.env["account.move"].create(
            {
                "move_type": move_type,
                "partner_id": partner.id,
                "invoice_date": day_of(day),
                "currency_id": (self.francs if foreign else self.company.currency_id).id,
                "invoice_payment_term_id": bool(term)
                and self.env["account.payment.term"].create({"name": "Terms", **term}).id,
                "invoice_line_ids": [
                    Command.create({"name": "Work", "price_unit": cents / 100, "tax_ids": False})
                ],
            }
        )
        self.moves += move
        return move

    def payment_of(self, partner, cents, day, payer=None, foreign=False):
        payment = self.env["account.payment"].create(
            {
                "payment_type": "inbound",
                "partner_type": "customer",
                "partner_id": partner.id,
                "amount": cents / 100,
                "date": day_of(day),
                "currency_id": (self.francs if foreign else self.company.currency_id).id,
                "journal_id": self.world.journal.id,
                "payer_id": bool(payer) and payer.id,
            }
        )
        self.payments += payment
        return payment

    def day_after(self, move, count):
        return min(move.invoice_date + timedelta(count), Date.today())

    # === What must hold === #

    @invariant()
    def every_figure_says_the_same(self):
        self.env.cr.flush()
        assert not problems(self.env, self.every.exists())
